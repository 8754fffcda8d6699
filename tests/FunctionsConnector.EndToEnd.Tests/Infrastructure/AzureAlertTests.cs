using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Queues.Azurite;
using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>The alerts ask for what is really written.</summary>
public sealed class AzureAlertTests(BicepSources sources, PublishedApp app, AzuriteServer azurite)
{
    [Fact]
    public async Task There_is_one_for_poison_one_for_failures_and_one_for_refused_credentials_and_the_operator_is_told()
    {
        var deployment = await AzureDeployment.MakeAsync(sources, [KeyValuePair.Create("ALERT_EMAIL", "operator@organisation.example")]);
        var rules = deployment.All("Microsoft.Insights/scheduledQueryRules").ToList();

        rules.Select(rule => rule.Name.Split('-')[^1]).ShouldBe(["poison", "failures", "credentials"]);
        rules.Select(rule => rule.At("properties.actions.actionGroups")!.AsArray().ShouldHaveSingleItem()!.ToString()).Distinct()
            .ShouldBe([deployment.Only("Microsoft.Insights/actionGroups").Id]);
        rules.ShouldAllBe(rule => rule.At("properties.scopes")![0]!.ToString() == deployment.Only("Microsoft.OperationalInsights/workspaces").Id);
    }

    [Fact]
    public async Task Without_an_address_nobody_is_told_and_the_alerts_are_there_all_the_same()
    {
        var deployment = await AzureDeployment.MakeAsync(sources);

        deployment.All("Microsoft.Insights/actionGroups").ShouldBeEmpty();
        deployment.All("Microsoft.Insights/scheduledQueryRules").Count().ShouldBe(3);
    }

    [Fact]
    public async Task The_one_for_poison_asks_for_the_poison_queue_whose_writes_are_logged()
    {
        var deployment = await AzureDeployment.MakeAsync(sources);

        Query(deployment, "poison").ShouldContain("'/field-updates-poison/messages'");
        var logs = deployment.All("Microsoft.Insights/diagnosticSettings").Single(setting => setting.Scope!.Type == "Microsoft.Storage/storageAccounts/queueServices");
        logs.At("properties.logs")![0]!["category"]!.ToString().ShouldBe("StorageWrite");
    }

    [Fact]
    public async Task The_one_for_credentials_asks_for_the_words_and_the_place_of_them_in_the_connectors_lines()
    {
        await using var world = await QueueWorld.StartAsync(azurite, app);
        world.Sandbox.Autotask.Faults.Add(Fault.Status(401).Repeated(Fault.Always));
        await world.PutAsync("""{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"title":"changed"}}""");
        await using var host = await world.StartFunctionsHostAsync();
        string? line = null;
        await QueueWorld.UntilAsync(
            () => Task.FromResult((line = world.Lines.FirstOrDefault(line => line.Contains("UpdateFromQueue", StringComparison.Ordinal) && line.StartsWith('{'))) is not null),
            TimeSpan.FromSeconds(60),
            "the update is tried");

        var query = Query(await AzureDeployment.MakeAsync(sources), "credentials");
        var state = JsonDocument.Parse(line!).RootElement.GetProperty("State");

        query.ShouldContain("parse_json(Message).State");
        query.ShouldContain("State.Outcome");
        foreach (var code in new[] { FailureCode.CredentialsRefused, FailureCode.CredentialsMissing })
        {
            query.ShouldContain($"'{code.Name}'");
        }

        state.GetProperty("Outcome").GetString().ShouldBe(FailureCode.CredentialsRefused.Name);
    }

    [Fact]
    public async Task The_one_for_failures_counts_what_the_caller_cannot_mend()
    {
        var query = Query(await AzureDeployment.MakeAsync(sources), "failures");

        query.ShouldContain("Status == 429 or Status >= 500");
        FailureCode.All.Values.Where(code => code.IsRetryable).ShouldAllBe(code => code.Status == 429 || code.Status >= 500);
    }

    private static string Query(AzureDeployment deployment, string name) => deployment.All("Microsoft.Insights/scheduledQueryRules")
        .Single(rule => rule.Name.EndsWith(name, StringComparison.Ordinal)).At("properties.criteria.allOf")![0]!["query"]!.ToString();
}
