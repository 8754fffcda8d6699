using System.Text.Json.Serialization;

namespace FunctionsConnector.Core.Coordination.Records;

/// <summary>Reads and writes the content of the rows of records.</summary>
[JsonSerializable(typeof(RecordRow))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
internal sealed partial class RecordRowJson : JsonSerializerContext;
