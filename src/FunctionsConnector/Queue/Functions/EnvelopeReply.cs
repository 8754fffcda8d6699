using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsConnector.Queue.Messages;

namespace FunctionsConnector.Queue.Functions;

/// <summary>What the Functions host reads from the answer to its call: a value per output binding of <c>function.json</c>.</summary>
/// <param name="Outputs">The values.</param>
internal sealed record EnvelopeReply(EnvelopeOutputs Outputs)
{
    public static byte[] Of(MessageOutcome.Done done) => JsonSerializer.SerializeToUtf8Bytes(
        new EnvelopeReply(new EnvelopeOutputs(JsonElement.Parse(done.Result), done.Rejected is null ? null : JsonElement.Parse(done.Rejected))),
        EnvelopeJson.Default.EnvelopeReply);
}

/// <summary>
/// Always JSON objects: the host takes a text that happens to be base64 for bytes and sends those (seen of host 4.1037;
/// HttpScriptInvocationResultExtensions.cs).
/// </summary>
/// <param name="Results">For the queue of results.</param>
/// <param name="Rejected">For the queue of rejected messages; absent where there is nothing to say.</param>
internal sealed record EnvelopeOutputs(
    [property: JsonPropertyName("results")] JsonElement Results,
    [property: JsonPropertyName("rejected")] JsonElement? Rejected);

/// <summary>Writes answers to the Functions host.</summary>
[JsonSerializable(typeof(EnvelopeReply))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class EnvelopeJson : JsonSerializerContext;
