using FunctionsConnector.Actions.Queue.Messages.Claims;
using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>The claim of a message, in the Table service of Azurite.</summary>
public sealed class MessageClaimTests(AzuriteServer azurite)
{
    private static readonly RowKey Key = new("message", "m-1");

    [Fact]
    public async Task A_removal_whose_response_is_lost_counts_as_made()
    {
        var table = new LossyTable(Tables.Of(await azurite.NewAccountWithTablesAsync()));
        var claim = new MessageClaim(table, Key, "this", TimeProvider.System);
        await claim.TakeAsync();

        (await claim.RemoveAsync()).ShouldBeTrue("no other instance handles the message");
    }

    [Fact]
    public async Task A_message_that_another_instance_has_taken_over_and_given_back_is_not_this_instances()
    {
        var table = Tables.Of(await azurite.NewAccountWithTablesAsync());
        var claim = new MessageClaim(table, Key, "this", TimeProvider.System);
        await claim.TakeAsync();
        await table.RemoveAsync(Key, (await table.GetAsync(Key))!.Version!);

        (await claim.RemoveAsync()).ShouldBeFalse();
    }
}
