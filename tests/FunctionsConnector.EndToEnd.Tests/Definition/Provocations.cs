using FunctionsConnector.Actions.Tests.Definition.Reading;
using FunctionsConnector.Core.Failures;
using static FunctionsConnector.EndToEnd.Tests.Definition.Provocation;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>The errors of callers, systems and secrets that change the reply of an operation.</summary>
internal static class Provocations
{
    private const string Html = "<html><body>Bad Gateway</body></html>";

    private static readonly Inputs Good = Inputs.None
        .With("system", "autotask").With("recordType", "Tickets").With("recordId", "1").With("field", "status").With("value", "In Progress");

    private static readonly Failure NoSecret = new(FailureCode.CredentialsMissing, "There is no such secret.");

    private static readonly Failure NoVault = new(FailureCode.SystemUnavailable, "The secrets cannot be reached.");

    public static readonly IReadOnlyList<Provocation> All =
    [
        new("nothing wrong"),
        new("a record id that is neither digits nor a GUID", Change: With("recordId", "1a")),
        new("an invalid flag", Change: With("writable", "perhaps")),
        new("no field", Change: inputs => inputs.Without("field")),
        new("an unknown field", Change: With("field", "nowhere")),
        new("an unknown field to read", Change: operation => operation.Method == "GET" ? With("fields", "nowhere") : null),
        new("an unknown field to write", Change: operation => operation.Method == "GET" ? null : With("fields", new JsonObject { ["nowhere"] = 1 })),
        new("an unknown system", Change: With("system", "nowhere")),
        new("an unknown record type", Change: With("recordType", "Nowhere")),
        new("an unknown record", Change: With("recordId", "99999")),
        new("a condition that does not hold", Change: With("onlyIf", new JsonObject { ["status"] = "Complete" })),
        new("broken JSON", Body: "{"),
        new("an unknown property", Body: """{"feild":"status"}"""),
        new("a body that is too large", Body: $$"""{"field":"{{new string('x', 1_100_000)}}"}"""),
        new("a body with another content type than JSON", Request: request => request.Content?.Headers.ContentType = new("text/plain")),
        new("no key", Request: request => request.Headers.Remove("x-api-key")),
        new("an unknown key", Request: request => Key(request, "wrong")),
        new("a key of another system", Request: request => Key(request, World.LimitedKey)),
        new("a caller above its rate limit", CallsPerMinute: 1),
        new("a missing secret", Secrets: name => name == "autotask-secret" ? NoSecret : null),
        new("an unreachable vault", Secrets: _ => NoVault),
        new("a bug", Secrets: _ => throw new InvalidOperationException("a bug")),
        new("a vendor with another secret", Arrange: world => world.Sandbox.Autotask.Secret = "rotated-3141"),
        new("a vendor that throttles", Arrange: world => world.Sandbox.Autotask.Faults.Add(Fault.Status(429).Repeated(Fault.Always))),
        new("an unavailable vendor", Arrange: world => world.Sandbox.Autotask.Faults.Add(Fault.Status(503, Html, "text/html").Repeated(Fault.Always))),
        new("a vendor with invalid responses", Arrange: world => world.Sandbox.Autotask.Faults.Add(Fault.Garbage().Repeated(Fault.Always))),
        new("a vendor that drops connections", Arrange: world => world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().Repeated(Fault.Always))),
        new("a vendor that refuses", Arrange: world => world.Sandbox.Autotask.Faults.Add(Fault.Status(500, """{"errors":["No, not today."]}""").For("PATCH"))),
        new("a vendor that drops the connection of a PATCH", Arrange: world => world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("PATCH"))),
    ];

    /// <summary>Valid inputs for all operations. Each operation uses those that it has.</summary>
    public static Inputs InputsOf(SwaggerOperation operation) =>
        operation.Takes("records") ? Good.With("records", new JsonArray(new JsonObject { ["recordId"] = "1", ["fields"] = new JsonObject { ["status"] = "In Progress" } }))
        : operation.Takes("fieldsToClear") ? Good.With("fields", new JsonObject { ["status"] = "In Progress" }) : Good;

    private static void Key(HttpRequestMessage request, string key)
    {
        request.Headers.Remove("x-api-key");
        request.Headers.Add("x-api-key", key);
    }
}
