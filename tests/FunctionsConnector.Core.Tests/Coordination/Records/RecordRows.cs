using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Records;

namespace FunctionsConnector.Core.Tests.Coordination.Records;

/// <summary>Reads and writes the rows of records as the connector does.</summary>
internal static class RecordRows
{
    /// <summary>The content of a row; an empty one where there is no row.</summary>
    public static RecordRow Read(SharedRow? row) => row is null ? RecordRow.Empty : JsonSerializer.Deserialize(row.Content, CoordinationJson.Default.RecordRow)!;

    public static string Write(RecordRow content) => JsonSerializer.Serialize(content, CoordinationJson.Default.RecordRow);
}
