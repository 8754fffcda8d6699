using System.Text.Json.Serialization;
using FunctionsConnector.Core.Coordination.Calls;
using FunctionsConnector.Core.Coordination.Hours;
using FunctionsConnector.Core.Coordination.Threads;

namespace FunctionsConnector.Core.Coordination;

/// <summary>The contents of the rows of budgets.</summary>
[JsonSerializable(typeof(MinuteRow))]
[JsonSerializable(typeof(HourRow))]
[JsonSerializable(typeof(ThreadRow))]
[JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
internal sealed partial class CoordinationJson : JsonSerializerContext;
