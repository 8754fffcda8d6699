using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>The rows that all instances share, in the Table service of Azurite.</summary>
public sealed class TableRowTests(AzuriteServer azurite)
{
    private static readonly RowKey Key = new("minute", "teamdynamix PATCH tickets");

    [Fact]
    public async Task A_row_is_inserted_read_replaced_and_deleted()
    {
        var account = await azurite.NewAccountWithTablesAsync();
        var (one, other) = (Tables.Of(account), Tables.Of(account));
        var row = Tables.Row("first");

        (await one.GetAsync(Key)).ShouldBeNull();
        var inserted = (await one.SetAsync(Key, row))!;
        (await other.GetAsync(Key)).ShouldBe(inserted);
        inserted.ShouldBe(row with { Version = inserted.Version });

        var replaced = (await other.SetAsync(Key, inserted with { Content = "second", Expires = row.Expires.AddHours(1) }))!;
        replaced.Version.ShouldNotBe(inserted.Version);
        (await one.GetAsync(Key)).ShouldBe(replaced);

        (await one.RemoveAsync(Key, replaced.Version!)).ShouldBeTrue();
        (await other.GetAsync(Key)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_writes_of_one_version_the_second_is_refused()
    {
        var account = await azurite.NewAccountWithTablesAsync();
        var (one, other) = (Tables.Of(account), Tables.Of(account));

        var inserted = (await one.SetAsync(Key, Tables.Row("of one")))!;
        (await other.SetAsync(Key, Tables.Row("of the other"))).ShouldBeNull("a row without a version is inserted only");

        var replaced = (await other.SetAsync(Key, inserted with { Content = "of the other" }))!;
        (await one.SetAsync(Key, inserted with { Content = "of one again" })).ShouldBeNull();
        (await one.RemoveAsync(Key, inserted.Version!)).ShouldBeFalse();
        (await one.GetAsync(Key)).ShouldBe(replaced);

        (await one.RemoveAsync(Key, replaced.Version!)).ShouldBeTrue();
        (await other.SetAsync(Key, replaced)).ShouldBeNull("the row is gone");
        (await other.RemoveAsync(Key, replaced.Version!)).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_many_writes_at_once_one_of_each_version_succeeds()
    {
        var account = await azurite.NewAccountWithTablesAsync();
        var instances = Enumerable.Range(0, 8).Select(_ => Tables.Of(account)).ToList();

        var inserted = (await Task.WhenAll(instances.Select(table => table.SetAsync(Key, Tables.Row("new"))))).Where(row => row is not null).ShouldHaveSingleItem();
        (await Task.WhenAll(instances.Select(table => table.SetAsync(Key, inserted! with { Content = "newer" })))).Where(row => row is not null).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("autotask Tickets T20261129.0001")]
    [InlineData(@"a/b\c?d#e%f 'g' ""h"" +&=")]
    [InlineData("Übergröße 面白い 🎫")]
    [InlineData("line\nend\ttab")]
    [InlineData("")]
    public async Task A_name_has_any_characters(string name)
    {
        var table = Tables.Of(await azurite.NewAccountWithTablesAsync());
        await table.SetAsync(Key, Tables.Row("of another name"));

        var row = await table.SetAsync(Key with { Name = name }, Tables.Row("of this name"));

        (await table.GetAsync(Key with { Name = name })).ShouldBe(row);
        (await table.GetAsync(Key))!.Content.ShouldBe("of another name");
    }

    [Theory]
    [InlineData(30_000, "x")]
    [InlineData(30_000, "ü")]
    [InlineData(30_000, "🎫")]
    [InlineData(100_001, "x")]
    [InlineData(100_001, "🎫")]
    public async Task A_long_content_is_kept(int length, string character)
    {
        var table = Tables.Of(await azurite.NewAccountWithTablesAsync());

        // A property holds less than the longest ones, and may not end between the two halves of a character.
        var content = $"x{string.Concat(Enumerable.Repeat(character, length / character.Length))}";

        var row = await table.SetAsync(Key, Tables.Row("x"));
        row = await table.SetAsync(Key, row! with { Content = content });

        (await table.GetAsync(Key))!.Content.ShouldBe(content);

        // A shorter one leaves nothing of it.
        await table.SetAsync(Key, row! with { Content = "y" });
        (await table.GetAsync(Key))!.Content.ShouldBe("y");
    }

    [Fact]
    public async Task The_address_may_end_with_a_slash()
    {
        var table = Tables.Of($"{(await azurite.NewAccountWithTablesAsync()).TableConnection.TrimEnd('/')}/");

        (await table.SetAsync(Key, Tables.Row("x"))).ShouldNotBeNull();
    }
}
