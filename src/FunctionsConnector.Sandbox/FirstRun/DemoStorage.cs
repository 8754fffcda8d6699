using System.Security.Cryptography;
using FunctionsConnector.Sandbox.Queues;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>The storage emulator, if Node is installed. It starts in the background.</summary>
internal sealed class DemoStorage : IAsyncDisposable
{
    private const string Account = "sandbox";

    private static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    private readonly CancellationTokenSource _ending;
    private readonly Task<AzuriteProcess>? _starting;

    /// <param name="cancellationToken">Cancels the start, as disposal does.</param>
    public DemoStorage(CancellationToken cancellationToken)
    {
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _starting = NpmInstallation.IsPossible ? AzuriteProcess.StartAsync($"{Account}:{Key}", cancellationToken: _ending.Token) : null;
    }

    /// <returns>The connection string after the start; null, with a message on the page, if it could not start.</returns>
    public async Task<string?> ConnectionAsync()
    {
        if (_starting is null)
        {
            Page.Show("Queueing is off: it needs Node.js 20 and npm for Azurite, the storage emulator, and they are not on the PATH.");
            return null;
        }

        if (!_starting.IsCompleted)
        {
            Page.Show("Azurite, the storage emulator, is starting. The first time npm installs it.");
        }

        try
        {
            return $"AccountName={Account};AccountKey={Key};QueueEndpoint={(await _starting).Url}{Account}/";
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            Page.Show($"Queueing is off: {exception.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        if (_starting is not null)
        {
            await ((Task)_starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await (_starting.IsCompletedSuccessfully ? _starting.Result.DisposeAsync() : ValueTask.CompletedTask);
        }

        _ending.Dispose();
    }
}
