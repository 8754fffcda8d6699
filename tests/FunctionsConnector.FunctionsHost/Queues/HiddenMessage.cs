using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace FunctionsConnector.FunctionsHost.Queues;

/// <summary>Keeps a message invisible during its invocation.</summary>
internal sealed class HiddenMessage : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task<string> _renewing;

    public HiddenMessage(QueueClient queue, QueueMessage message, TimeSpan visibility) => _renewing = RenewAsync(queue, message, visibility);

    /// <returns>The current pop receipt.</returns>
    public async Task<string> EndAsync()
    {
        await _end.CancelAsync();
        return await _renewing;
    }

    public void Dispose() => _end.Dispose();

    private async Task<string> RenewAsync(QueueClient queue, QueueMessage message, TimeSpan visibility)
    {
        var popReceipt = message.PopReceipt;
        while (true)
        {
            try
            {
                await Task.Delay(visibility / 2, _end.Token);
            }
            catch (OperationCanceledException)
            {
                return popReceipt;
            }

            // The text is unchanged.
            popReceipt = (await queue.UpdateMessageAsync(message.MessageId, popReceipt, (string?)null, visibility, CancellationToken.None)).Value.PopReceipt;
        }
    }
}
