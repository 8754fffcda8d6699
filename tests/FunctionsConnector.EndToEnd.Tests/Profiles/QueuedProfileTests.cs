using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Truth;
using FunctionsConnector.Sandbox.Dataverse;
using FunctionsConnector.Sandbox.ServiceNow;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>Queued updates of systems that a profile describes end as those over HTTP.</summary>
public sealed class QueuedProfileTests(AzuriteServer azurite)
{
    public static TheoryData<string, string, string, string, string> Updates => new()
    {
        { "servicenow", "incident", ServiceNowSandbox.SysId(7), "short_description", "applied" },
        { "dataverse", "account", DataverseSandbox.Id(7), "name", "applied" },
        { "hubspot", "tickets", "7", "subject", "applied" },
        { "azuredevops", "Bug", "7", "System.Title", "applied" },
        { "servicenow", "incident", ServiceNowSandbox.SysId(7), "shrot_description", "UpdateInvalid" },
        { "azuredevops", "Bug", "101", "System.Title", "RecordNotFound" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task A_queued_update_has_a_result(string system, string recordType, string recordId, string field, string expected)
    {
        var account = await azurite.NewAccountAsync();
        var queues = await account.CreateQueuesAsync();
        await using var world = await World.StartAsync(settings: settings => settings["Queue"] = account.ConnectionString, arrange: ProfileUpdates.AddAll);

        await queues.Updates.PutAsync(
            $$$"""{"system":"{{{system}}}","recordType":"{{{recordType}}}","recordId":"{{{recordId}}}","fields":{"{{{field}}}":"from the queue"}}""", expires: false, TestContext.Current.CancellationToken);
        await QueueWorld.UntilAsync(async () => (await ResultsAsync()).Count > 0, TimeSpan.FromSeconds(20), "there is a result");

        using var document = JsonDocument.Parse((await ResultsAsync()).ShouldHaveSingleItem().Text);
        var result = document.RootElement;
        (result.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : result.GetProperty("code").GetString()).ShouldBe(expected, result.ToString());

        async Task<IReadOnlyList<ReceivedMessage>> ResultsAsync() => (await queues.Results.PeekAsync(TestContext.Current.CancellationToken)).Value!;
    }
}
