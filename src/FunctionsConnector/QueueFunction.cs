using FunctionsConnector.Actions.Queue.Messages;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsConnector;

/// <summary>Makes the updates of the queue.</summary>
public sealed class QueueFunction(MessageProcessor processor, InFlightDeliveries deliveries)
{
    /// <summary>One delivery of one message.</summary>
    /// <exception cref="InvalidOperationException">
    /// The message has to stay on its queue, because its outcome could not be put or another instance handles it; the host makes it visible again after the
    /// <c>visibilityTimeout</c> of <c>host.json</c>.
    /// </exception>
    [Function(MessageHandler.FunctionName)]
    public async Task RunAsync([QueueTrigger("%Queue:Name%", Connection = "Queue")] Azure.Storage.Queues.Models.QueueMessage message, FunctionContext context)
    {
        var delivered = QueueMessage.Of(message.MessageId, message.MessageText, message.DequeueCount, message.InsertedOn) with
        {
            InvocationId = context.InvocationId,
        };
        if (await deliveries.AddAsync(processor.ProcessAsync(delivered)) is { } failure)
        {
            throw new InvalidOperationException(failure.Message);
        }
    }
}
