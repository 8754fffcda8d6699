using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using FunctionsConnector.Queue.Storage;

namespace FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;

/// <summary>
/// Runs a function for the messages of a storage queue: a batch at a time, each in its envelope (chunked, texts quoted twice, numbers
/// as texts), deleted on success, hidden for <c>visibilityTimeout</c> on failure, in the poison queue after <c>maxDequeueCount</c>.
/// </summary>
internal sealed class QueueTrigger(Function function, HostSettings settings, Handler handler, QueueServiceClient service)
{
    private static readonly TimeSpan WhileRunning = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(200);

    private readonly StorageQueue _queue = new(service.GetQueueClient(Function.Text(function.Trigger, "queueName")));
    private readonly StorageQueue _poison = new(service.GetQueueClient($"{Function.Text(function.Trigger, "queueName")}-poison"));
    private readonly OutputBindings _outputs = new(function, settings, service);

    /// <summary>Whatever the real host would only have written to its log.</summary>
    public List<string> Hung { get; } = [];

    public async Task RunAsync(CancellationToken stopping)
    {
        await _queue.CreateAsync(CancellationToken.None);
        await _outputs.CreateAsync();
        var running = new HashSet<Task>();
        using var polling = new PeriodicTimer(Polling);
        while (!stopping.IsCancellationRequested)
        {
            running.RemoveWhere(task => task.IsCompleted);
            if (running.Count > settings.NewBatchThreshold)
            {
                await Task.WhenAny(running);
                continue;
            }

            var batch = (await _queue.ReceiveAsync(settings.BatchSize, WhileRunning, CancellationToken.None)).Value ?? [];
            running.UnionWith(batch.Select(RunAsync));
            if (batch.Count == 0)
            {
                await polling.WaitForNextTickAsync(CancellationToken.None);
            }
        }

        await Task.WhenAll(running);
    }

    private async Task RunAsync(ReceivedMessage message)
    {
        if (message.DequeueCount <= settings.MaxDequeueCount && await InvokeAsync(message))
        {
            await _queue.DeleteAsync(message, CancellationToken.None);
        }
        else if (message.DequeueCount >= settings.MaxDequeueCount)
        {
            await _poison.CreateAsync(CancellationToken.None);
            (await _poison.PutAsync(message.Text, expires: true, CancellationToken.None)).Failure.ShouldBeNull();
            await _queue.DeleteAsync(message, CancellationToken.None);
        }
        else
        {
            await _queue.HideAsync(message, settings.VisibilityTimeout, CancellationToken.None);
        }
    }

    private async Task<bool> InvokeAsync(ReceivedMessage message)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler.Url, function.Name));
            request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
            request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
            request.Headers.UserAgent.ParseAdd("Azure-Functions-Host/4.1037.0.0");
            request.Headers.TransferEncodingChunked = true;
            request.Content = new StringContent(Envelope(message).ToJsonString(), Encoding.UTF8)
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8") },
            };
            using var response = await handler.Client.SendAsync(request, CancellationToken.None);
            return response.IsSuccessStatusCode && await SucceededAsync(response);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<bool> SucceededAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (text is "" or "null")
        {
            // The host never completes such an invocation; when its time is over it kills the handler.
            Hung.Add(text);
            await Task.Delay(settings.FunctionTimeout);
            await handler.KillAsync();
            return false;
        }

        return response.Content.Headers.ContentType?.MediaType == "application/json"
            && JsonNode.Parse(text) is JsonObject answer
            && await _outputs.SendAsync(answer);
    }

    private JsonObject Envelope(ReceivedMessage message)
    {
        Function.Text(function.Trigger, "dataType").ShouldBe("binary", "this stand-in plays binary triggers only");
        var text = settings.EncodesMessages ? Convert.FromBase64String(message.Text) : Encoding.UTF8.GetBytes(message.Text);
        return new JsonObject
        {
            ["Data"] = new JsonObject { [Function.Text(function.Trigger, "name")] = Convert.ToBase64String(text) },
            ["Metadata"] = new JsonObject
            {
                ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
                ["ExpirationTime"] = Time(message.InsertedAt.AddDays(7)),
                ["Id"] = $"\"{message.Id}\"",
                ["InsertionTime"] = Time(message.InsertedAt),
                ["NextVisibleTime"] = Time(DateTimeOffset.UtcNow + WhileRunning),
                ["PopReceipt"] = $"\"{message.PopReceipt}\"",
                ["sys"] = new JsonObject
                {
                    ["MethodName"] = function.Name,
                    ["UtcNow"] = DateTimeOffset.UtcNow.ToString("o", CultureInfo.InvariantCulture),
                    ["RandGuid"] = Guid.NewGuid().ToString(),
                },
            },
        };
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
