using System.Security.Cryptography;

[assembly: AssemblyFixture(typeof(FunctionsConnector.EndToEnd.Tests.Queues.Azurite.AzuriteServer))]

namespace FunctionsConnector.EndToEnd.Tests.Queues.Azurite;

/// <summary>One Azurite for all tests, started by the first test that needs it. Each test has its own account.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const int Accounts = 120;

    private static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    private readonly Lazy<Task<AzuriteProcess>> _started = new(StartAsync);
    private int _accounts;
    private Task<string>? _shared;

    /// <summary>An unused account.</summary>
    internal async Task<StorageAccount> NewAccountAsync()
    {
        var number = Interlocked.Increment(ref _accounts);
        number.ShouldBeLessThanOrEqualTo(Accounts);
        var azurite = await _started.Value;
        azurite.Ended.ShouldBeNull();
        return new StorageAccount(Name(number), Key, new Uri(azurite.Url, $"{Name(number)}/"));
    }

    /// <summary>The connection string of one account, with its queue, for all tests that only put messages.</summary>
    internal Task<string> SharedConnectionAsync() => _shared ??= ShareAsync();

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            await (await _started.Value).DisposeAsync();
        }
    }

    private async Task<string> ShareAsync()
    {
        var account = await NewAccountAsync();
        await account.CreateQueuesAsync();
        return account.ConnectionString;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"account{number}");

    private static Task<AzuriteProcess> StartAsync() =>
        AzuriteProcess.StartAsync(string.Join(';', Enumerable.Range(1, Accounts).Select(number => $"{Name(number)}:{Key}")));
}
