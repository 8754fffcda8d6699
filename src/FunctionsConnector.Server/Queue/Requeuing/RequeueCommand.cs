using Azure.Core.Pipeline;
using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Server.Queue.Requeuing;

/// <summary>
/// <c>functions-connector requeue rejected|poison [--code &lt;code&gt;]</c>, a command for operators. It
/// reads only the settings of the queue.
/// </summary>
internal static class RequeueCommand
{
    public const string Name = "requeue";

    private const string Rejected = "rejected";
    private const string Poison = "poison";
    private const string CodeOption = "--code";
    private const string Usage = $"Usage: functions-connector {Name} {Rejected}|{Poison} [{CodeOption} <failure code, for rejected messages>]";

    /// <returns>0 on success, 2 for invalid arguments, else 1.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        // Unknown options are refused: a misspelt --code would requeue every message.
        var options = args.Skip(2).SelectMany(Split).Chunk(2).ToList();
        var codes = options.Where(option => option[0] == CodeOption).ToList();
        var overrides = options.Where(option => option[0] != CodeOption).ToList();
        if (args is not [_, Rejected or Poison, ..] || options.Exists(option => option.Length != 2) || codes.Count > 1 || !overrides.TrueForAll(IsSetting))
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine([.. overrides.SelectMany(option => option)]).Build();
        var code = codes is [[_, var given]] ? given : null;
        if (code is not null && (args[1] == Poison || !FailureCode.All.Keys.Contains(code, StringComparer.OrdinalIgnoreCase)))
        {
            await errors.WriteLineAsync($"{Usage}{Environment.NewLine}Codes: {string.Join(", ", FailureCode.All.Values.Where(known => !known.IsRetryable).Select(known => known.Name))}");
            return 2;
        }

        var problems = new ProblemList();
        var settings = QueueReader.Read(configuration, problems, out _);
        if (settings is null || problems.All.Count > 0)
        {
            var wrong = problems.All.Select(problem => $"{problem.Setting} {problem.Text}");
            await errors.WriteLineAsync(string.Join(Environment.NewLine, [.. wrong, "Set Queue__ServiceUri (and Queue__Credential=AzureCli if you are logged in to the Azure CLI) or Queue__Connection."]));
            return 1;
        }

        var queues = UpdateQueues.Of(settings, new AzureCredentials(HttpClientTransport.Shared), HttpClientTransport.Shared);
        var from = args[1] == Rejected ? queues.Rejected : queues.Poison;
        if (!(await new Requeue(queues).RunAsync(from, code, cancellationToken)).Succeeded(out var count, out var failure))
        {
            await errors.WriteLineAsync(failure.Message);
            return 1;
        }

        await output.WriteLineAsync($"Requeued from {from.Name} to {queues.Updates.Name}: {count.Requeued}. Left where they were: {count.Remaining}.");
        return 0;
    }

    /// <summary>An option and its value, which may be one argument or two, as for the server.</summary>
    private static string[] Split(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
            ? [argument[..end], argument[(end + 1)..]]
            : [argument];

    private static bool IsSetting(string[] option) => option[0].StartsWith("--Queue:", StringComparison.OrdinalIgnoreCase);
}
