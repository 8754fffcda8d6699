using System.Security.Cryptography;

[assembly: AssemblyFixture(typeof(FunctionsConnector.EndToEnd.Tests.Queues.Azurite.AzuriteServer))]

namespace FunctionsConnector.EndToEnd.Tests.Queues.Azurite;

/// <summary>One Azurite for all tests, started by the first test that needs it. Each test has its own account.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const int Accounts = 200;

    private static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    private static readonly string Names = string.Join(';', Enumerable.Range(1, Accounts).Select(number => $"{Name(number)}:{Key}"));

    private readonly Lazy<Task<AzuriteProcess>> _started = new(() => AzuriteProcess.StartAsync(Names));
    private readonly Lazy<Task<AzuriteProcess>> _tables = new(() => AzuriteProcess.StartTablesAsync(Names));
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

    /// <summary>An unused account with tables.</summary>
    internal async Task<StorageAccount> NewAccountWithTablesAsync()
    {
        var account = await NewAccountAsync();
        var tables = await _tables.Value;
        tables.Ended.ShouldBeNull();
        return account with { TableEndpoint = new Uri(tables.Url, $"{account.Name}/") };
    }

    /// <summary>The connection string of one account, with its queue, for all tests that only put messages.</summary>
    internal Task<string> SharedConnectionAsync() => _shared ??= ShareAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var service in new[] { _started, _tables }.Where(service => service.IsValueCreated))
        {
            await (await service.Value).DisposeAsync();
        }
    }

    private async Task<string> ShareAsync()
    {
        var account = await NewAccountAsync();
        await account.CreateQueuesAsync();
        return account.ConnectionString;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"account{number}");
}
