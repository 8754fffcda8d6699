using FunctionsConnector.Core.Failures;
using FunctionsConnector.Sandbox.Dataverse;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>The rows of the failure table that Dataverse can cause, and what becomes of an update whose response is lost.</summary>
public class DataverseFailureTests
{
    private const string Rename = """{"fields":{"name":"new"}}""";

    private static readonly string Account = DataverseSandbox.Id(7);

    private static readonly Dictionary<string, (string Code, string Message, Action<DataverseSandbox> Arrange)> Rows = new()
    {
        ["a plug-in"] = ("UpdateRejected", "Not on Fridays.", vendor => vendor.RefusingPlugin = "Not on Fridays."),
        ["a 412 that is a duplicate"] = ("UpdateRejected", "duplicate", vendor =>
        {
            vendor.SetTruth("account", DataverseSandbox.Id(8), "name", "new");
            vendor.Behavior = vendor.Behavior with { DetectsDuplicates = true };
        }
        ),
        ["a 412 about a key, in another language"] = ("UpdateRejected", "Schlüssel", vendor => vendor.Faults.Add(
            Fault.Status(412, """{"error":{"code":"0x80040237","message":"Ein Datensatz mit diesem Schlüssel ist schon da."}}""").For("PATCH").Repeated(Fault.Always))),
        ["a wrong secret"] = ("CredentialsRefused", "invalid_client", vendor => vendor.ClientSecret = "another-client-secret"),
        ["a 503"] = ("SystemUnavailable", "503", vendor => vendor.Faults.Add(Fault.Status(503).For("PATCH"))),
        ["a 200 that is not JSON"] = ("SystemUnavailable", "not the record", vendor => vendor.Faults.Add(Fault.Garbage().For("PATCH"))),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_failure_has_its_code_and_the_vendors_words_and_the_row_stays_as_it_was(string name)
    {
        var (expected, message, arrange) = Rows[name];
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        arrange(world.Sandbox.Dataverse);
        var before = world.Sandbox.Dataverse.Truth("account", Account)["name"]!.GetValue<string>();

        var reply = await world.UpdateFieldsAsync("dataverse", "account", Account, Rename);

        var code = FailureCode.All[expected];
        reply.ShouldFail(code.Status, code.Name);
        reply.Message.ShouldContain(message);
        world.Sandbox.Dataverse.Truth("account", Account)["name"]!.GetValue<string>().ShouldBe(before);
    }

    [Fact]
    public async Task A_number_of_digits_is_looked_up_where_ids_are_GUIDs()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        world.Sandbox.Dataverse.SetTruth("account", Account, "accountnumber", "10045");

        (await world.UpdateFieldsAsync("dataverse", "account", "10045", Rename)).ShouldSay("applied");
    }

    [Fact]
    public async Task A_revoked_token_is_renewed()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        await world.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"name":"first"}}""");
        world.Sandbox.Dataverse.RevokeTokens();

        (await world.UpdateFieldsAsync("dataverse", "account", Account, Rename)).ShouldSay("applied");
    }
}
