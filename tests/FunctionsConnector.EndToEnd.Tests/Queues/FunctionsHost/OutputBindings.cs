using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using FunctionsConnector.Queue.Storage;

namespace FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;

/// <summary>
/// Sends what a function answered to the queues of its output bindings. A text that happens to be base64 is taken for bytes and
/// corrupted, just as the host does it.
/// </summary>
internal sealed class OutputBindings(Function function, HostSettings settings, QueueServiceClient service)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Dictionary<string, StorageQueue> _queues = function.Outputs.ToDictionary(
        binding => Function.Text(binding, "name"),
        binding =>
        {
            Function.Text(binding, "connection").ShouldBe(Function.Text(function.Trigger, "connection"), "one storage account");
            return new StorageQueue(service.GetQueueClient(Function.Text(binding, "queueName")));
        },
        StringComparer.OrdinalIgnoreCase);

    public async Task CreateAsync()
    {
        foreach (var queue in _queues.Values)
        {
            await queue.CreateAsync(CancellationToken.None);
        }
    }

    /// <returns>Whether all could be sent; if not, the invocation has failed.</returns>
    public async Task<bool> SendAsync(JsonObject answer)
    {
        var outputs = answer.FirstOrDefault(pair => string.Equals(pair.Key, "Outputs", StringComparison.OrdinalIgnoreCase)).Value?.AsObject() ?? [];
        foreach (var (name, value) in outputs.Where(pair => pair.Value is not null))
        {
            var text = Encode(Text(value!));
            if (text.Length > 64 * 1024 || (await _queues[name].PutAsync(text, expires: true, CancellationToken.None)).Failure is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            return value.ToJsonString(Indented);
        }

        var text = value.GetValue<string>();
        return Base64.IsValid(text) ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : text;
    }

    private string Encode(string text) => settings.EncodesMessages ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text;
}
