using System.Text.Json.Serialization;
using FunctionsConnector.Core.Coordination.Calls;
using FunctionsConnector.Core.Coordination.Hours;
using FunctionsConnector.Core.Coordination.Records;
using FunctionsConnector.Core.Coordination.Threads;

namespace FunctionsConnector.Core.Coordination;

/// <summary>The contents of the rows of limits and records.</summary>
[JsonSerializable(typeof(MinuteRow))]
[JsonSerializable(typeof(HourRow))]
[JsonSerializable(typeof(ThreadRow))]
[JsonSerializable(typeof(RecordRow))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
internal sealed partial class CoordinationJson : JsonSerializerContext;
