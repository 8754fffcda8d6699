using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.EndToEnd.Tests.Queues.Azurite;

/// <summary>A storage account of Azurite.</summary>
internal sealed record StorageAccount(string Name, string Key, Uri QueueEndpoint)
{
    public string ConnectionString => $"AccountName={Name};AccountKey={Key};QueueEndpoint={QueueEndpoint}";

    /// <summary>The address of its tables; null where the test asked for none.</summary>
    public Uri? TableEndpoint { get; init; }

    /// <summary>The connection string of its tables.</summary>
    public string TableConnection => $"AccountName={Name};AccountKey={Key};TableEndpoint={TableEndpoint?.AbsoluteUri.TrimEnd('/')}";

    public UpdateQueues Queues => new(Open(ConnectionString), "field-updates");

    /// <summary>Opens the queues as the connector does.</summary>
    public static QueueServiceClient Open(string connectionString) => QueueConnection.Parse(connectionString).Connection!.Open(HttpClientTransport.Shared);

    public async Task<UpdateQueues> CreateQueuesAsync()
    {
        var queues = Queues;
        foreach (var queue in queues.All)
        {
            (await queue.CreateAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        }

        return queues;
    }

    /// <summary>An account signature for queues ("Create an account SAS", Azure Storage services REST API), version 2018-11-09.</summary>
    public string Signature()
    {
        const string Version = "2018-11-09";
        var expiry = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var text = $"{Name}\nrwdlacup\nq\nsco\n\n{expiry}\n\nhttps,http\n{Version}\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)));
        return $"sv={Version}&ss=q&srt=sco&sp=rwdlacup&se={Uri.EscapeDataString(expiry)}&spr=https,http&sig={Uri.EscapeDataString(signature)}";
    }
}
