using FunctionsConnector.EndToEnd.Tests.Hostile;

namespace FunctionsConnector.EndToEnd.Tests.FirstRun;

/// <summary>The first command of the README, as a process.</summary>
[Collection(Alone.Name)]
public sealed class FirstRunTests
{
    private const string Queueing = "/queue ";

    private static readonly string[] OverHttp =
    [
        "reply   200 applied: Status 'Complete'",
        """record  {"status":1} -> {"status":5}""",
        "reply   200 applied: Status 'In Process', Building 'South Hall'",
        """record  {"StatusName":"New","Building":"North Hall"} -> {"StatusName":"In Process","Building":"South Hall"}""",
        "reply   422 UpdateNotApplied",
        """record  {"status":1}, unchanged""",
        "reply   422 UpdateInvalid",
        "Status 'Clsoed' is not one of: New, Complete, Waiting Customer, In Progress, Waiting Materials.",
        """record  {"status":8}, unchanged""",
        "vendor  received 2 PATCHes",
        """record  {"title":"Printer jams","priority":4,"purchaseOrderNumber":"PO-7"}""",
    ];

    private static readonly string[] ThroughTheQueue =
    [
        "result  applied: Status 'In Progress'",
        """record  {"status":1} -> {"status":8}""",
        "result  UpdateRejected",
        """kept    {"system":"autotask","recordType":"Tickets","recordId":"6","fields":{"contactID":"777777"}}""",
        "On field-updates-results",
        """kept    {"system":"autotask","recordType":"Tickets","recordId":"7","fields":{"contactID":"888888"}}""",
    ];

    [Fact]
    public async Task The_demo_shows_replies_and_records_of_every_case_and_later_results()
    {
        await using var run = new FirstRunProcess();
        var command = await run.UntilAsync(line => line.Contains(Queueing, StringComparison.Ordinal) && line.Contains("curl", StringComparison.Ordinal));
        using var client = new HttpClient { DefaultRequestHeaders = { { "x-api-key", "try-me" } } };
        using var update = new StringContent("""{"fields":{"contactID":"888888"}}""", Encoding.UTF8, "application/json");
        using var reply = await client.PostAsync(new Uri(command.Split(' ').Single(word => word.StartsWith("http", StringComparison.Ordinal))), update, TestContext.Current.CancellationToken);

        // The two queues are read at the same time, so either line may be the first.
        var (isKept, isReported) = (false, false);
        await run.UntilAsync(line =>
        {
            isKept |= line.Contains("kept", StringComparison.Ordinal) && line.Contains("888888", StringComparison.Ordinal);
            isReported |= line.Contains("On field-updates-results", StringComparison.Ordinal);
            return isKept && isReported;
        });

        var address = run.Lines.Single(line => line.EndsWith("with the API key try-me", StringComparison.Ordinal)).Trim().Split(' ')[0];
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        (await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken)).ShouldContain("<title>Record Field Updater</title>");

        (await run.EndAsync()).ShouldBe(0, "every update ended as expected");
        run.Lines.ShouldAllBe(line => line.Length <= 120);
        foreach (var expected in OverHttp.Concat(ThroughTheQueue))
        {
            run.Lines.Select(line => line.Trim()).ShouldContain(expected);
        }
    }

    [Fact]
    public async Task Without_Node_the_demo_shows_the_rest_and_reports_that_queueing_is_off()
    {
        await using var run = new FirstRunProcess(path: string.Empty);
        await run.UntilAsync(line => line.Contains("Ctrl+C", StringComparison.Ordinal));

        (await run.EndAsync()).ShouldBe(0, "every update ended as expected");
        run.Lines.ShouldContain(line => line.StartsWith("Queueing is off", StringComparison.Ordinal));
        run.Lines.ShouldNotContain(line => line.Contains(Queueing, StringComparison.Ordinal));
        foreach (var expected in OverHttp)
        {
            run.Lines.Select(line => line.Trim()).ShouldContain(expected);
        }
    }
}
