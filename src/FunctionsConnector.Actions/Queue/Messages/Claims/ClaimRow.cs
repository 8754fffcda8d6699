using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Json;

namespace FunctionsConnector.Actions.Queue.Messages.Claims;

/// <summary>The content of the row of a message: first the instance that handles it, then its outcome.</summary>
/// <param name="Owner">The instance.</param>
/// <param name="Until">Until when the message is the instance's, unless it renews the claim.</param>
internal sealed record ClaimRow(string Owner, DateTimeOffset Until)
{
    /// <summary>The result, where the message is done; then no instance handles it again.</summary>
    public string? Result { get; init; }

    public string? Rejected { get; init; }

    public string? Poison { get; init; }

    public bool IsKept { get; init; }

    /// <summary>The outcome; null while an instance handles the message.</summary>
    [JsonIgnore]
    public MessageOutcome.Ended? Outcome => Result is null ? null : new(Result) { Rejected = Rejected, Poison = Poison, IsKept = IsKept };

    /// <summary>The content of a row; null where there is no row, or one that the connector has not written.</summary>
    public static ClaimRow? Read(SharedRow? row)
    {
        try
        {
            return row is null ? null : JsonSerializer.Deserialize(row.Content, ClaimJson.Default.ClaimRow);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public ClaimRow With(MessageOutcome.Ended ended) =>
        this with { Result = ended.Result, Rejected = ended.Rejected, Poison = ended.Poison, IsKept = ended.IsKept };

    public string Write()
    {
        // Its writer does not escape letters: escaped ones would need up to six times the space.
        var buffer = JsonBuffer.Take();
        JsonSerializer.Serialize(buffer.Writer, this, ClaimJson.Default.ClaimRow);
        return buffer.ToText();
    }
}

/// <summary>Reads and writes rows of messages.</summary>
[JsonSerializable(typeof(ClaimRow))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class ClaimJson : JsonSerializerContext;
