using System.Text.RegularExpressions;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>The alerts query the log lines and counters that the connector writes.</summary>
public sealed partial class AzureAlertTests
{
    private const string Rename = """{"field":"title","value":"changed"}""";

    [Fact]
    public async Task Alerts_for_poison_failures_and_refused_credentials_mail_the_operator()
    {
        var deployment = await AzureDeployment.Full;
        var rules = deployment.All("Microsoft.Insights/scheduledQueryRules").ToList();

        rules.Select(rule => rule.Name.Split('-')[^1]).ShouldBe(["poison", "failures", "credentials"]);
        rules.Select(rule => rule.At("properties.actions.actionGroups")!.AsArray().ShouldHaveSingleItem()!.ToString()).Distinct()
            .ShouldBe([deployment.Only("Microsoft.Insights/actionGroups").Id]);
        rules.ShouldAllBe(rule => rule.At("properties.scopes")![0]!.ToString() == deployment.Only("Microsoft.OperationalInsights/workspaces").Id);
    }

    [Fact]
    public async Task Without_an_address_the_alerts_exist_and_send_no_mail()
    {
        var deployment = await AzureDeployment.Plain;

        deployment.All("Microsoft.Insights/actionGroups").ShouldBeEmpty();
        deployment.All("Microsoft.Insights/scheduledQueryRules").Count().ShouldBe(3);
    }

    [Fact]
    public async Task The_poison_alert_queries_the_logged_poison_queue()
    {
        var deployment = await AzureDeployment.Plain;

        Query(deployment, "poison").ShouldContain("'/field-updates-poison/messages'");
        deployment.All("Microsoft.Insights/diagnosticSettings").Single(setting => setting.Id.Contains("/queueServices/", StringComparison.Ordinal))
            .At("properties.logs")![0]!["category"]!.ToString().ShouldBe("StorageWrite");
    }

    [Theory]
    [InlineData("CredentialsRefused", "rotated-3141", null)]
    [InlineData("CredentialsMissing", null, "no header\ncan carry this")]
    public async Task The_credentials_alert_matches_only_the_line_of_a_call(string code, string? ofTheVendor, string? ofTheSettings)
    {
        await using var world = await World.StartAsync(settings: settings => settings["Secrets:autotask-secret"] = ofTheSettings ?? settings["Secrets:autotask-secret"]);
        world.Sandbox.Autotask.Secret = ofTheVendor ?? world.Sandbox.Autotask.Secret;
        (await world.PatchAsync($"/api/systems/autotask/records/Tickets/{code}/field", Rename)).ShouldFail(400, "InvalidRequest");
        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"title":"changed"}}""")).ShouldSay("applied");
        (await world.UpdateFieldAsync("Tickets", 1, Rename)).ShouldFail(424, code);
        var query = Query(await AzureDeployment.Plain, "credentials");
        var pattern = new Regex(Pattern().Match(query).Groups[1].Value);

        world.Log.Lines.Count(line => line.Contains(code, StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        world.Log.Lines.Where(line => pattern.IsMatch(line)).ShouldHaveSingleItem().ShouldContain("UpdateField autotask Tickets 1 by flows");
        query.ShouldContain($"'{code}'");
    }

    [Fact]
    public async Task The_failures_alert_counts_failures_that_the_caller_cannot_fix()
    {
        Query(await AzureDeployment.Plain, "failures").ShouldContain("Status == 429 or Status >= 500");
        FailureCode.All.Values.Where(code => code.IsRetryable).ShouldAllBe(code => code.Status == 429 || code.Status >= 500);
    }

    private static string Query(AzureDeployment deployment, string name) => deployment.All("Microsoft.Insights/scheduledQueryRules")
        .Single(rule => rule.Name.EndsWith(name, StringComparison.Ordinal)).At("properties.criteria.allOf")![0]!["query"]!.ToString();

    /// <summary>The expression of the query.</summary>
    [GeneratedRegex("matches regex @'(.*)'")]
    private static partial Regex Pattern();
}
