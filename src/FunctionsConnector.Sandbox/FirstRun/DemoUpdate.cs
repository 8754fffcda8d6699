using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>An update over HTTP that is shown with its reply and the record before and after it.</summary>
/// <param name="Headline">The headline.</param>
/// <param name="Request">The request.</param>
/// <param name="Truth">The part of the record that is shown.</param>
/// <param name="Outcome">The expected outcome or failure code.</param>
/// <param name="TruthAfter">The expected part of the record after the update.</param>
internal sealed record DemoUpdate(string Headline, DemoRequest Request, Func<SandboxServer, JsonObject> Truth, string Outcome, string TruthAfter)
{
    private const string Building = "Building";

    /// <summary>One applied update of each system, and two that are not applied.</summary>
    public static IReadOnlyList<DemoUpdate> All { get; } =
    [
        new(
            "Autotask: the status of a ticket, by its label",
            new(HttpMethods.Patch, "/api/systems/autotask/records/Tickets/1/field", """{"field":"status","value":"Complete"}"""),
            sandbox => Part(sandbox.Autotask.Truth("Tickets", 1), "status"),
            "applied",
            """{"status":5}"""),
        new(
            "TeamDynamix: a field and a custom attribute in one update",
            new(HttpMethods.Patch, "/api/systems/teamdynamix/records/tickets-42/1001", """{"fields":{"Status":"In Process","Building":"South Hall"}}"""),
            sandbox => WithBuilding(sandbox.TeamDynamix.Truth("tickets-42", 1001)),
            "applied",
            """{"StatusName":"In Process","Building":"South Hall"}"""),
        new(
            "Not applied: Autotask answers 200 to a project's new status, and ignores it",
            new(HttpMethods.Patch, "/api/systems/autotask/records/Projects/1/field", """{"field":"status","value":"Complete"}"""),
            sandbox => Part(sandbox.Autotask.Truth("Projects", 1), "status"),
            "UpdateNotApplied",
            """{"status":1}"""),
        new(
            "Invalid: a misspelt choice, found before anything is sent",
            new(HttpMethods.Patch, "/api/systems/autotask/records/Tickets/2/field", """{"field":"status","value":"Clsoed"}"""),
            sandbox => Part(sandbox.Autotask.Truth("Tickets", 2), "status"),
            "UpdateInvalid",
            """{"status":8}"""),
    ];

    /// <returns>The given fields of a record.</returns>
    public static JsonObject Part(JsonObject record, params string[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field, record[field]?.DeepClone())));

    /// <returns>The record before and after the update.</returns>
    public static string Compare(string before, string after) => after == before ? $"{after}, unchanged" : $"{before} -> {after}";

    /// <returns>Whether reply and record are as expected.</returns>
    public async Task<bool> ShowAsync(DemoCaller caller, SandboxServer sandbox, CancellationToken cancellationToken)
    {
        var before = Truth(sandbox).ToJsonString();
        var reply = await caller.SendAsync(Request, cancellationToken);
        var after = Truth(sandbox).ToJsonString();
        Page.Show(Headline, ("sent", $"{Request}"), ("reply", $"{reply}"), ("record", Compare(before, after)));
        return reply.Outcome == Outcome && after == TruthAfter;
    }

    private static JsonObject WithBuilding(JsonObject ticket)
    {
        var part = Part(ticket, "StatusName");
        part[Building] = ticket["Attributes"]!.AsArray().First(attribute => attribute!["Name"]!.GetValue<string>() == Building)!["ValueText"]!.DeepClone();
        return part;
    }
}
