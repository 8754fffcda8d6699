using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Faults;

/// <summary>Misbehaviour ordered for coming calls, for example <c>Fault.DropAfterWrite().For("PATCH", "/Tickets")</c>.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>Until <see cref="FaultPlan.Clear"/>.</summary>
    public const int Always = -1;

    /// <summary>Which calls it is meant for.</summary>
    public FaultMatch Match { get; init; } = FaultMatch.Any;

    /// <summary>How many matching calls it strikes; <see cref="Always"/> for all of them.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Pause before anything else happens; goes with every kind, and does not end when the caller leaves.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The answer of the kinds that answer.</summary>
    public SandboxReply Reply { get; init; } = new(500);

    /// <summary>What is looked for in the answer's body, a regular expression; of the kind that rewords.</summary>
    public string Find { get; init; } = "";

    /// <summary>What stands there instead.</summary>
    public string Replacement { get; init; } = "";

    /// <summary>Handled properly, after a pause.</summary>
    public static Fault Delay(TimeSpan pause) => new(FaultKind.Delay) { Pause = pause };

    /// <summary>The connection breaks before the record is changed.</summary>
    public static Fault DropBeforeWrite() => new(FaultKind.DropBeforeWrite);

    /// <summary>The connection breaks after the record was changed.</summary>
    public static Fault DropAfterWrite() => new(FaultKind.DropAfterWrite);

    /// <summary>Answered so instead of being handled.</summary>
    public static Fault Status(
        int status, string body = "", string contentType = SandboxReply.Json, IReadOnlyDictionary<string, string>? headers = null) =>
        new(FaultKind.Status) { Reply = Answer(status, body, contentType, headers) };

    /// <summary>The record is changed, but this is the answer.</summary>
    public static Fault StatusAfterWrite(
        int status, string body = "", string contentType = SandboxReply.Json, IReadOnlyDictionary<string, string>? headers = null) =>
        new(FaultKind.StatusAfterWrite) { Reply = Answer(status, body, contentType, headers) };

    /// <summary>200 with something that is not JSON, under a JSON content type; nothing was changed.</summary>
    public static Fault Garbage() => Status(200, "<<not json");

    /// <summary>200 with nothing; nothing was changed.</summary>
    public static Fault EmptyBody() => Status(200);

    /// <summary>Handled properly, but with other words in the answer, such as another form of a date.</summary>
    public static Fault Reworded(string find, string replacement) => new(FaultKind.Reworded) { Find = find, Replacement = replacement };

    /// <summary>Neither handled nor answered.</summary>
    public static Fault HangUntilCallerLeaves() => new(FaultKind.HangUntilCallerLeaves);

    /// <summary>The record is changed, but no answer ever comes.</summary>
    public static Fault HangAfterWrite() => new(FaultKind.HangAfterWrite);

    /// <summary>The same fault for some calls only.</summary>
    public Fault For(string? method = null, string? pathFragment = null) => this with { Match = new(method, pathFragment) };

    /// <summary>The same fault for several calls; <see cref="Always"/> for all of them.</summary>
    public Fault Repeated(int times) => this with { Times = times };

    private static SandboxReply Answer(int status, string body, string contentType, IReadOnlyDictionary<string, string>? headers)
    {
        var reply = new SandboxReply(status, body, contentType);
        return headers is null ? reply : reply with { Headers = headers };
    }
}
