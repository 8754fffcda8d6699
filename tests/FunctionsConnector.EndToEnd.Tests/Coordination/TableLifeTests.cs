using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>The table that all instances share: how it comes and goes, how it is swept, and what its service's clock says.</summary>
public sealed class TableLifeTests(AzuriteServer azurite)
{
    private static readonly RowKey Key = new("minute", "teamdynamix PATCH tickets");

    [Fact]
    public async Task The_table_is_created_by_the_first_insert_and_never_again()
    {
        await using var proxy = await AzuriteProxy.StartForTablesAsync(await azurite.NewAccountWithTablesAsync());
        var creations = 0;
        proxy.OnResponse = (request, _) =>
        {
            creations += request.Path.Value!.EndsWith("/Tables", StringComparison.Ordinal) ? 1 : 0;
            return Task.CompletedTask;
        };
        var table = Tables.Of(proxy.Account);

        (await table.GetAsync(Key)).ShouldBeNull();
        (await table.RemoveAsync(Key, "W/\"a version\"")).ShouldBeFalse();
        (await table.SetAsync(Key, Tables.Row("x") with { Version = "W/\"a version\"" })).ShouldBeNull();
        (await table.SweepAsync(DateTimeOffset.UtcNow, TestContext.Current.CancellationToken)).ShouldBe(0);
        creations.ShouldBe(0);

        (await table.SetAsync(Key, Tables.Row("x"))).ShouldNotBeNull();
        creations.ShouldBe(1);
        (await Tables.Of(proxy.Account).SetAsync(Key with { Name = "another" }, Tables.Row("x"))).ShouldNotBeNull();
        creations.ShouldBe(1, "the identity of a deployment may have no right to create tables");
    }

    [Fact]
    public async Task A_deleted_table_comes_back()
    {
        var account = await azurite.NewAccountWithTablesAsync();
        var table = Tables.Of(account);
        var row = (await table.SetAsync(Key, Tables.Row("before")))!;
        await Tables.Raw(account).DeleteAsync(TestContext.Current.CancellationToken);

        (await table.SetAsync(Key, row)).ShouldBeNull("the row is gone");
        (await table.GetAsync(Key)).ShouldBeNull();
        (await table.SetAsync(Key, Tables.Row("after"))).ShouldNotBeNull();

        (await table.GetAsync(Key))!.Content.ShouldBe("after");
    }

    [Fact]
    public async Task The_sweep_deletes_the_expired_rows_of_all_pages_and_no_others()
    {
        const int Expired = 5;
        await using var proxy = await AzuriteProxy.StartForTablesAsync(await azurite.NewAccountWithTablesAsync());
        var table = Tables.Of(proxy.Account);
        var until = DateTimeOffset.UtcNow;
        for (var number = 0; number < Expired; number++)
        {
            await table.SetAsync(new RowKey($"partition{number % 2}", $"{number}"), new SharedRow("x", until.AddSeconds(-1 - number)));
        }

        await table.SetAsync(new RowKey("partition0", "at its end"), new SharedRow("x", until));
        await table.SetAsync(Key, Tables.Row("x"));
        var pages = 0;

        // The service ends a page after 1000 rows; the key of the signature does not cover the query.
        proxy.Query = request =>
        {
            var isQuery = request.Query.ContainsKey("$filter");
            pages += isQuery ? 1 : 0;
            return isQuery ? $"{request.QueryString}&$top=2" : $"{request.QueryString}";
        };

        (await table.SweepAsync(until, TestContext.Current.CancellationToken)).ShouldBe(Expired);

        pages.ShouldBeGreaterThan(1);
        (await Tables.Raw(proxy.Account).QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: TestContext.Current.CancellationToken)
            .Select(entity => entity.GetString("About")).ToListAsync(TestContext.Current.CancellationToken)).ShouldBe(["at its end", Key.Name], ignoreOrder: true);
    }

    [Fact]
    public async Task The_clock_of_the_service_is_known_between_two_bounds()
    {
        var table = Tables.Of(await azurite.NewAccountWithTablesAsync());
        table.Clock.IsKnown.ShouldBeFalse();
        var row = Tables.Row("x");
        Func<Task>[] calls =
        [
            () => table.GetAsync(Key), async () => row = await table.SetAsync(Key, row), async () => row = await table.SetAsync(Key, row!),
            () => table.SetAsync(Key, Tables.Row("refused")), () => table.RemoveAsync(Key, row!.Version!),
        ];

        foreach (var call in calls)
        {
            await call();

            // Azurite has the clock of this machine.
            var (earliest, now, latest) = (table.Clock.Earliest, DateTimeOffset.UtcNow, table.Clock.Latest);
            earliest.ShouldBeLessThan(now);
            latest.ShouldBeGreaterThan(now);
        }

        table.Clock.IsKnown.ShouldBeTrue();
    }
}
