using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>An update that the first run makes.</summary>
/// <param name="System">The system, for people.</param>
/// <param name="Path">Where the caller sends it.</param>
/// <param name="Body">What the caller sends.</param>
/// <param name="Truth">The part of the ticket that is shown.</param>
/// <param name="IsThere">Whether that part has the new values.</param>
internal sealed record DemonstrationUpdate(
    string System, string Path, string Body, Func<SandboxServer, JsonObject> Truth, Func<JsonObject, bool> IsThere)
{
    private const string Building = "Building";

    public static IReadOnlyList<DemonstrationUpdate> All { get; } =
    [
        new(
            "Autotask",
            "api/systems/autotask/records/Tickets/1/field",
            """{"field":"status","value":"Complete"}""",
            sandbox => Part(sandbox.Autotask.Truth("Tickets", 1), "id", "title", "status", "completedDate"),
            ticket => ticket["status"]!.GetValue<long>() == 5),
        new(
            "TeamDynamix",
            "api/systems/teamdynamix/records/tickets-42/1001",
            """{"fields":{"Status":"In Process","Building":"South Hall"}}""",
            sandbox => WithBuilding(sandbox.TeamDynamix.Truth("tickets-42", 1001)),
            ticket => ticket["StatusName"]!.GetValue<string>() == "In Process" && ticket[Building]!.GetValue<string>() == "South Hall"),
    ];

    private static JsonObject WithBuilding(JsonObject ticket)
    {
        var part = Part(ticket, "ID", "Title", "StatusID", "StatusName");
        part[Building] = ticket["Attributes"]!.AsArray().First(attribute => attribute!["Name"]!.GetValue<string>() == Building)!["ValueText"]!.DeepClone();
        return part;
    }

    private static JsonObject Part(JsonObject record, params string[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field, record[field]?.DeepClone())));
}
