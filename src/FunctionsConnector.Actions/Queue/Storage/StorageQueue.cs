using System.Globalization;
using Azure.Core;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>One queue of a storage account (Queue service REST API).</summary>
internal sealed class StorageQueue(StorageService service, string name)
{
    public const int LargestBatch = 32;

    /// <summary>Bytes of a message's text.</summary>
    public const int LargestMessage = 64 * 1024;

    public string Name => name;

    /// <summary>Makes the queue where it is missing.</summary>
    public async Task<Failure?> CreateAsync(CancellationToken cancellationToken)
    {
        // 409 is a queue of that name with metadata of its own.
        var made = await service.SendAsync(RequestMethod.Put, name, body: null, [201, 204, 409], cancellationToken);
        made.Value?.Dispose();
        return made.Failure;
    }

    /// <summary>Puts a message. Where an answer got lost it may be there twice.</summary>
    /// <param name="text">The text, as it is to be on the queue.</param>
    /// <param name="expires">Whether the queue forgets it after its usual seven days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="visibleAfter">How long nobody gets it; null for not at all.</param>
    /// <returns>The queue's id of the message.</returns>
    public async Task<Result<string>> PutAsync(string text, bool expires, CancellationToken cancellationToken, TimeSpan? visibleAfter = null)
    {
        var path = expires ? $"{name}/messages" : $"{name}/messages?messagettl=-1&visibilitytimeout={Seconds(visibleAfter ?? TimeSpan.Zero)}";
        if (!(await service.SendAsync(RequestMethod.Post, path, QueueXml.Write(text), [201], cancellationToken)).Succeeded(out var response, out var failure))
        {
            return failure;
        }

        using (response)
        {
            return QueueXml.ReadMessages(response.ContentStream!)[0].Id;
        }
    }

    /// <summary>Takes messages and hides them from others.</summary>
    public Task<Result<IReadOnlyList<ReceivedMessage>>> ReceiveAsync(int most, TimeSpan hidden, CancellationToken cancellationToken) =>
        ListAsync($"{name}/messages?numofmessages={Math.Min(most, LargestBatch)}&visibilitytimeout={Seconds(hidden)}", cancellationToken);

    /// <summary>Looks at the messages that are there to be taken, at most 32.</summary>
    public Task<Result<IReadOnlyList<ReceivedMessage>>> PeekAsync(CancellationToken cancellationToken) =>
        ListAsync($"{name}/messages?peekonly=true&numofmessages={LargestBatch}", cancellationToken);

    /// <summary>Hides a message for this time from now on; none puts it back at once.</summary>
    /// <returns>The message with its new receipt, or null where it is not ours any more.</returns>
    public async Task<Result<ReceivedMessage?>> HideAsync(ReceivedMessage message, TimeSpan hidden, CancellationToken cancellationToken)
    {
        var path = $"{PathOf(message)}&visibilitytimeout={Seconds(hidden)}";
        if (!(await service.SendAsync(RequestMethod.Put, path, body: null, [204, 400, 404], cancellationToken)).Succeeded(out var response, out var failure))
        {
            return failure;
        }

        using (response)
        {
            return response.Status == 204 && response.Headers.TryGetValue("x-ms-popreceipt", out var receipt)
                ? message with { PopReceipt = receipt }
                : default(ReceivedMessage);
        }
    }

    /// <summary>Takes a message off the queue. It is no failure if it is not ours any more.</summary>
    public async Task<Failure?> DeleteAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        var deleted = await service.SendAsync(RequestMethod.Delete, PathOf(message), body: null, [204, 400, 404], cancellationToken);
        deleted.Value?.Dispose();
        return deleted.Failure;
    }

    private async Task<Result<IReadOnlyList<ReceivedMessage>>> ListAsync(string path, CancellationToken cancellationToken)
    {
        if (!(await service.SendAsync(RequestMethod.Get, path, body: null, [200], cancellationToken)).Succeeded(out var response, out var failure))
        {
            return failure;
        }

        using (response)
        {
            return Result.From(QueueXml.ReadMessages(response.ContentStream!));
        }
    }

    private string PathOf(ReceivedMessage message) => $"{name}/messages/{Uri.EscapeDataString(message.Id)}?popreceipt={Uri.EscapeDataString(message.PopReceipt)}";

    /// <summary>The service knows whole seconds only; never fewer than asked for.</summary>
    private static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
