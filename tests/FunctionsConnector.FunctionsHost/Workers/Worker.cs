using System.Diagnostics;
using System.Net.Sockets;
using FunctionsConnector.FunctionsHost.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace FunctionsConnector.FunctionsHost.Workers;

/// <summary>A process of the app with its stream and loaded functions.</summary>
internal sealed class Worker
{
    private readonly Process _process;
    private readonly WorkerStream _stream;

    private Worker(Process process, WorkerStream stream, Uri url, IReadOnlyList<AppFunction> functions) =>
        (_process, _stream, Url, Functions) = (process, stream, url, functions);

    /// <summary>The address of the worker's HTTP server.</summary>
    public Uri Url { get; }

    public IReadOnlyList<AppFunction> Functions { get; }

    public int ProcessId => _process.Id;

    public bool HasEnded => _process.HasExited;

    public Task Ended => _process.WaitForExitAsync();

    /// <summary>The number of requests without a response.</summary>
    public int Unanswered => _stream.Unanswered;

    public static async Task<Worker> StartAsync(FunctionsHostOptions options, WorkerStreams streams, Uri host, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        var opened = streams.ExpectAsync(id, options.Lines);
        var process = WorkerProcess.Start(options, host, id);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.StartLimit);
            await await Task.WhenAny(opened, process.WaitForExitAsync(limit.Token));
            if (!opened.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException($"The worker ended with {process.ExitCode} before it opened its stream; see its output.");
            }

            return await InitializeAsync(options, process, await opened, limit.Token).WaitAsync(limit.Token);
        }
        catch
        {
            await KillAsync(process);
            throw;
        }
    }

    public void Send(StreamingMessage message) => _stream.Send(message);

    /// <inheritdoc cref="WorkerStream.AskAsync"/>
    public Task<StreamingMessage?> AskAsync(StreamingMessage message) => _stream.AskAsync(message);

    /// <summary>Sends SIGKILL.</summary>
    public Task KillAsync() => KillAsync(_process);

    /// <returns>The exit code; null if the process was killed after the grace period.</returns>
    public async Task<int?> TerminateAsync(TimeSpan gracePeriod)
    {
        Send(new StreamingMessage { WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(gracePeriod) } });
        try
        {
            await Ended.WaitAsync(gracePeriod);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static async Task<Worker> InitializeAsync(
        FunctionsHostOptions options, Process process, WorkerStream stream, CancellationToken cancellationToken)
    {
        var init = await ResponseAsync(stream, new StreamingMessage
        {
            WorkerInitRequest = new WorkerInitRequest
            {
                HostVersion = LocalFunctionsHost.Version,
                WorkerDirectory = options.AppFolder,
                FunctionAppDirectory = options.AppFolder,
                Capabilities = { ["MultiStream"] = bool.FalseString },
            },
        });
        Check(init.WorkerInitResponse.Result, "The worker");
        options.Lines.Enqueue($"Worker capabilities: {init.WorkerInitResponse.Capabilities}");
        var metadata = await ResponseAsync(
            stream, new StreamingMessage { FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = options.AppFolder } });
        Check(metadata.FunctionMetadataResponse.Result, "The list of functions");
        if (metadata.FunctionMetadataResponse.UseDefaultMetadataIndexing)
        {
            throw new NotSupportedException("The worker expects the host to index its functions, which this host does not support.");
        }

        var functions = metadata.FunctionMetadataResponse.FunctionMetadataResults.Select(function => new AppFunction(function)).ToList();
        foreach (var function in functions)
        {
            var load = await ResponseAsync(stream, new StreamingMessage { FunctionLoadRequest = function.LoadRequest() });
            Check(load.FunctionLoadResponse.Result, function.Name);
        }

        var url = init.WorkerInitResponse.Capabilities.TryGetValue("HttpUri", out var text)
            ? new Uri(text)
            : throw new InvalidOperationException("The worker has no HTTP server. This host forwards HTTP calls only to one.");
        await ListeningAsync(url, cancellationToken);
        return new Worker(process, stream, url, functions);
    }

    /// <summary>The worker responds over gRPC before its HTTP server listens. The real host retries calls until then.</summary>
    private static async Task ListeningAsync(Uri url, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(url.Host, url.Port, cancellationToken);
                return;
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
            }
        }
    }

    private static async Task<StreamingMessage> ResponseAsync(WorkerStream stream, StreamingMessage request) =>
        await stream.AskAsync(request) ?? throw new InvalidOperationException($"The worker ended before its response to {request.ContentCase}.");

    private static void Check(StatusResult result, string what)
    {
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new InvalidOperationException($"{what} did not load: {result.Exception?.Message}");
        }
    }

    private static async Task KillAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
    }
}
