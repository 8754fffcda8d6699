using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FunctionsConnector.Actions.Coordination;
using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>The shared table of an account of Azurite.</summary>
internal static class Tables
{
    /// <summary>A row that nobody has written yet.</summary>
    public static SharedRow Row(string content) => new(content, DateTimeOffset.UtcNow.AddHours(1));

    /// <summary>The table as one instance of the connector opens it.</summary>
    public static CoordinationTable Of(StorageAccount account) => Of(account.TableConnection);

    public static CoordinationTable Of(string connection) => new(
        TableConnection.Parse(connection).Connection!.Open(TableOptions.Of(HttpClientTransport.Shared)), TimeProvider.System);

    /// <summary>The table for what the connector does not do.</summary>
    public static TableClient Raw(StorageAccount account) => new TableServiceClient(account.TableConnection).GetTableClient(CoordinationTable.Name);

    public static async Task<SharedRow?> GetAsync(this CoordinationTable table, RowKey key) => ValueOf(await table.ReadAsync(key, TestContext.Current.CancellationToken));

    public static async Task<SharedRow?> SetAsync(this CoordinationTable table, RowKey key, SharedRow row) =>
        ValueOf(await table.WriteAsync(key, row, TestContext.Current.CancellationToken));

    public static async Task<bool> RemoveAsync(this CoordinationTable table, RowKey key, string version) =>
        ValueOf(await table.DeleteAsync(key, version, TestContext.Current.CancellationToken));

    private static T ValueOf<T>(Result<T> result)
    {
        result.Failure.ShouldBeNull();
        return result.Value!;
    }
}
