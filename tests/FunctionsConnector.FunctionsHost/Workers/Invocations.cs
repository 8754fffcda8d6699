using System.Collections.Concurrent;
using FunctionsConnector.FunctionsHost.Protocol;

namespace FunctionsConnector.FunctionsHost.Workers;

/// <summary>Runs functions in a worker.</summary>
internal sealed class Invocations(TimeSpan functionTimeout, ConcurrentQueue<string> lines)
{
    private int _hung;

    /// <summary>The number of invocations without an end although their worker was running.</summary>
    public int Hung => _hung;

    public void AddHung(int count) => Interlocked.Add(ref _hung, count);

    /// <param name="worker">The worker.</param>
    /// <param name="function">A function of the worker.</param>
    /// <param name="id">The id of this invocation.</param>
    /// <param name="trigger">The value of the trigger's parameter.</param>
    /// <param name="metadata">The values for other parameters, such as those of the route.</param>
    /// <param name="traceParent">The W3C trace context; null starts a trace.</param>
    /// <param name="cancellationToken">Sends a cancellation to the worker. The invocation still ends with the response of the worker.</param>
    /// <returns>Whether it succeeded. An exception, a dead worker and a timeout are failures.</returns>
    public async Task<bool> RunAsync(
        Worker worker,
        AppFunction function,
        string id,
        TypedData trigger,
        IEnumerable<KeyValuePair<string, string>> metadata,
        string? traceParent,
        CancellationToken cancellationToken)
    {
        var request = new InvocationRequest
        {
            InvocationId = id,
            FunctionId = function.Metadata.FunctionId,
            InputData = { new ParameterBinding { Name = AppFunction.Text(function.Trigger, "name"), Data = trigger } },
            TraceContext = new RpcTraceContext { TraceParent = traceParent ?? $"00-{Guid.NewGuid():N}-{Guid.NewGuid().ToString("N")[..16]}-00" },
        };
        foreach (var (name, value) in metadata)
        {
            request.TriggerMetadata[name] = new TypedData { String = value };
        }

        var answer = worker.AskAsync(new StreamingMessage { InvocationRequest = request });
        await using var cancel = cancellationToken.Register(
            () => worker.Send(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = id } }));
        try
        {
            var result = (await answer.WaitAsync(functionTimeout, CancellationToken.None))?.InvocationResponse.Result;
            if (result?.Exception is { } exception)
            {
                lines.Enqueue($"Host: {function.Name} failed: {exception.Message} {exception.StackTrace}");
            }

            return result?.Status == StatusResult.Types.Status.Success;
        }
        catch (TimeoutException)
        {
            // As in the real host, a timeout of a function ends the worker.
            AddHung(1);
            await worker.KillAsync();
            return false;
        }
    }
}
