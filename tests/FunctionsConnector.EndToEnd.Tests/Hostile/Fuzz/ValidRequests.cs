using FunctionsConnector.Actions.Operations;

namespace FunctionsConnector.EndToEnd.Tests.Hostile.Fuzz;

/// <summary>Valid requests of every route of the table and of the public routes, as a base for mutations.</summary>
internal static class ValidRequests
{
    private static readonly (string System, string RecordType, string RecordId, string Field, string Value)[] Records =
    [
        ("autotask", "Tickets", "1", "title", "\"fuzzed\""),
        ("autotask", "Tickets", "2", "status", "\"Complete\""),
        ("autotask", "Tickets", "3", "dueDateTime", "\"2026-03-21T14:30:00Z\""),
        ("autotask", "Tickets", "4", "estimatedHours", "2.5"),
        ("autotask", "Contacts", "1", "phone", "\"555\""),
        ("autotask", "Companies", "1", "phone", "\"556\""),
        ("teamdynamix", "tickets-42", "1001", "Title", "\"fuzzed\""),
        ("teamdynamix", "tickets-42", "1002", "Building", "\"South Hall\""),
        ("teamdynamix", "tickets-42", "1003", "StatusID", "\"Closed\""),
        ("teamdynamix", "assets-43", "2001", "Name", "\"fuzzed\""),
    ];

    public static IReadOnlyList<FuzzRequest> All { get; } =
    [
        .. ActionRoutes.All.SelectMany(route => Records.SelectMany(record => Of(route, record))).DistinctBy(request => (request.Method, request.Target, Text(request))),
        .. new[] { "/", "/health/live", "/health/ready", "/api/swagger.json" }.Select(path => new FuzzRequest("GET", path, [], null)),
    ];

    private static string? Text(FuzzRequest request) => request.Body is null ? null : Encoding.UTF8.GetString(request.Body);

    private static IEnumerable<FuzzRequest> Of(ActionRoute route, (string System, string RecordType, string RecordId, string Field, string Value) record)
    {
        var target = route.Template
            .Replace("{system}", record.System, StringComparison.Ordinal)
            .Replace("{recordType}", record.RecordType, StringComparison.Ordinal)
            .Replace("{recordId}", record.RecordId, StringComparison.Ordinal);
        (string, string)[] key = [("x-api-key", World.ApiKey)];
        if (!route.HasBody)
        {
            var query = route.OperationId switch { "ListChoices" => $"?field={record.Field}", "GetRecord" => $"?fields={record.Field}", _ => "?search=t" };
            return [new FuzzRequest(route.Method, target + query, key, null)];
        }

        string[] bodies = route.OperationId == "UpdateField"
            ?
            [
                $$"""{"field":"{{record.Field}}","value":{{record.Value}}}""",
                $$"""{"field":"{{record.Field}}","value":{{record.Value}},"onlyIf":{"{{record.Field}}":{{record.Value}}},"verify":false,"failureMode":"output"}""",
            ]
            :
            [
                $$$"""{"fields":{"{{{record.Field}}}":{{{record.Value}}}}}""",
                $$$"""{"fields":{"{{{record.Field}}}":{{{record.Value}}}},"fieldsToClear":["description"],"onlyIf":{"{{{record.Field}}}":null},"verify":true,"failureMode":"fail"}""",
            ];
        return bodies.Select(body => new FuzzRequest(route.Method, target, [.. key, ("Content-Type", "application/json")], Encoding.UTF8.GetBytes(body)));
    }
}
