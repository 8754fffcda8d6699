using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>The shared table as a table of Azurite.</summary>
public sealed class CoordinationTableTests(AzuriteServer azurite)
{
    [Theory]
    [InlineData(1)]
    [InlineData(40_000)]
    [InlineData(300_000)]
    public async Task A_row_is_read_as_it_was_written_however_long_it_is(int length)
    {
        await using var instances = await Instances.StartAsync(azurite, listening: false);
        var (table, key, cancel) = (instances.Table, new RowKey("message-00", $"a row / of # {length}"), TestContext.Current.CancellationToken);
        var row = new SharedRow(new string('ü', length), new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

        (await table.ReadAsync(key, cancel)).Failure.ShouldBeNull();
        var written = (await table.WriteAsync(key, row, cancel)).Value.ShouldNotBeNull();

        (await table.ReadAsync(key, cancel)).Value.ShouldBe(written);
        (await table.WriteAsync(key, row, cancel)).Value.ShouldBeNull("there is a row");
        var shorter = (await table.WriteAsync(key, written with { Content = "{}" }, cancel)).Value.ShouldNotBeNull();
        (await table.ReadAsync(key, cancel)).Value!.Content.ShouldBe("{}");
        (await table.DeleteAsync(key, written.Version!, cancel)).Value.ShouldBeFalse();
        (await table.DeleteAsync(key, shorter.Version!, cancel)).Value.ShouldBeTrue();
    }
}
