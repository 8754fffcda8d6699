using System.Diagnostics;
using System.Text.Json.Nodes;

namespace FunctionsConnector.FunctionsHost.Workers;

/// <summary>Starts the process that <c>worker.config.json</c> describes, with the arguments and the environment of the real host.</summary>
internal static class WorkerProcess
{
    public static Process Start(FunctionsHostOptions options, Uri host, string workerId)
    {
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(options.AppFolder, "worker.config.json")))!["description"]!;
        var (requestId, longest) = (Guid.NewGuid().ToString(), "2147483647");
        var start = new ProcessStartInfo(
            description["defaultExecutablePath"]!.GetValue<string>(),
            [
                Path.Combine(options.AppFolder, description["defaultWorkerPath"]!.GetValue<string>()),
                "--host", host.Host, "--port", $"{host.Port}", "--workerId", workerId, "--requestId", requestId, "--grpcMaxMessageLength", longest,
                "--functions-uri", $"{host}", "--functions-worker-id", workerId, "--functions-request-id", requestId,
                "--functions-grpc-max-message-length", longest,
            ])
        {
            WorkingDirectory = options.AppFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in options.Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = options.AppFolder;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Keep(string? line)
        {
            if (line is not null)
            {
                options.Lines.Enqueue(line);
            }
        }
    }
}
