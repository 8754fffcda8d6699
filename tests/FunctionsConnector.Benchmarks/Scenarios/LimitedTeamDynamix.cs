using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;
using FunctionsConnector.Benchmarks.Vendor;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.EndToEnd.Tests.Testing;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>Whether the connector uses a vendor's whole rate limit and never exceeds it.</summary>
internal sealed class LimitedTeamDynamix : IScenario
{
    private const int Updates = 600;
    private const int Records = 60;
    private const int CallsPerMinute = 60;
    private const double MostTime = 1.2;

    /// <summary>The factor by which the clock of this scenario is faster.</summary>
    private const int Faster = 100;

    private static readonly string[] Fields = ["Title", "Description"];

    public string Name => "limited";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var clock = new ScaledClock(Faster);
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Time = clock });
        var first = sandbox.TeamDynamix.AddTickets(Records);
        await using var connector = CreateConnector(sandbox, clock);
        var updater = connector.Services.GetRequiredService<Updater>();
        await updater.UpdateAsync(RequestOf(new ManyUpdates(-1, 0, Fields[0]), first), CancellationToken.None);
        sandbox.TeamDynamix.ForgetRates();
        sandbox.TeamDynamix.Calls.Clear();

        var updates = ManyUpdates.Make(Updates, Records, Fields);
        var start = clock.GetUtcNow();
        var outcomes = await Task.WhenAll(updates.Select(update => updater.UpdateAsync(RequestOf(update, first), CancellationToken.None)));
        var took = clock.GetUtcNow() - start;

        var applied = outcomes.Count(outcome => outcome.Value is { Kind: OutcomeKind.Applied });
        var patches = sandbox.TeamDynamix.Calls.All.Count(call => call.Method == "PATCH");
        return TableOf(applied, patches, sandbox.TeamDynamix.RateLimited, took);
    }

    private static Table TableOf(int applied, int patches, long refused, TimeSpan took)
    {
        // All calls of a minute may be at its beginning.
        var allowed = TimeSpan.FromMinutes(((patches + CallsPerMinute - 1) / CallsPerMinute) - 1);
        var ratio = took / allowed;
        return new Table(
            "600 updates of 60 records, TeamDynamix with 60 PATCH calls a minute",
            Table.Comparison,
            [
                new Line(new Target("all", applied == Updates), "updates applied", Figures.Whole(applied), $"asked for: {Updates}", Figures.Ratio((double)applied / Updates)),
                new Line(new Target($"≤ {MostTime}", ratio <= MostTime), "time by the vendor's clock", Figures.Seconds(took.TotalSeconds), $"{patches} PATCH calls take at least {Figures.Seconds(allowed.TotalSeconds)}", Figures.Ratio(ratio)),
                new Line(new Target("none", refused == 0), "calls refused with 429", Figures.Whole(refused), "", ""),
                new Line(null, "PATCH calls per update", Figures.Ratio((double)patches / Updates), "each sent alone: 1.00", Figures.Ratio((double)patches / Updates)),
            ],
            $"All at once, each of one of {Fields.Length} fields. The connector runs inside the benchmark here, because it and the Sandbox share a clock that runs {Faster} times faster; "
                + "a request may take an hour of it.");
    }

    private static WebApplication CreateConnector(SandboxServer sandbox, TimeProvider clock) => ConnectorApplication.Create(
        ["--urls", "http://127.0.0.1:0"],
        builder =>
        {
            var settings = ConnectorSettings.For(VendorAddress.Of(sandbox, null, 0), sandbox.Autotask.DiscoveryUrl);
            builder.Configuration.AddInMemoryCollection([.. settings, ConnectorSettings.AllAdmitted]);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(new Timing { Request = TimeSpan.FromHours(1) });
            builder.Services.AddSingleton(clock);
        });

    private static UpdateRequest RequestOf(ManyUpdates update, long first) => new(
        "teamdynamix",
        "tickets-42",
        $"{first + update.Record}",
        [new RequestedChange(update.Field, System.Text.Json.JsonElement.Parse($"\"{update.Value}\""))]);
}
