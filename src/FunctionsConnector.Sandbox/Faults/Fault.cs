using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Faults;

/// <summary>A fault for coming calls, for example <c>Fault.DropAfterWrite().For("PATCH", "/Tickets")</c>.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>Until <see cref="FaultPlan.Clear"/>.</summary>
    public const int Always = -1;

    /// <summary>The calls it applies to.</summary>
    public FaultMatch Match { get; init; } = FaultMatch.Any;

    /// <summary>How many matching calls it applies to; <see cref="Always"/> for all of them.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Delay before the fault, of every kind. It does not end when the caller disconnects.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The response of the kinds that have one.</summary>
    public SandboxResponse Response { get; init; } = new(500);

    /// <summary>The regular expression that is replaced in the response's body, of the kind that rewords.</summary>
    public string Find { get; init; } = "";

    /// <summary>The replacement.</summary>
    public string Replacement { get; init; } = "";

    /// <summary>The call is handled after a delay.</summary>
    public static Fault Delay(TimeSpan pause) => new(FaultKind.Delay) { Pause = pause };

    /// <summary>The connection breaks before the record is changed.</summary>
    public static Fault DropBeforeWrite() => new(FaultKind.DropBeforeWrite);

    /// <summary>The connection breaks after the record is changed.</summary>
    public static Fault DropAfterWrite() => new(FaultKind.DropAfterWrite);

    /// <summary>The response is returned and the call is not handled.</summary>
    public static Fault Status(
        int status, string body = "", string contentType = SandboxResponse.Json, IReadOnlyDictionary<string, string>? headers = null) =>
        new(FaultKind.Status) { Response = Answer(status, body, contentType, headers) };

    /// <summary>The record is changed, but this response is returned.</summary>
    public static Fault StatusAfterWrite(
        int status, string body = "", string contentType = SandboxResponse.Json, IReadOnlyDictionary<string, string>? headers = null) =>
        new(FaultKind.StatusAfterWrite) { Response = Answer(status, body, contentType, headers) };

    /// <summary>200 with a body that is not JSON and a JSON content type; nothing is changed.</summary>
    public static Fault Garbage() => Status(200, "<<not json");

    /// <summary>200 with an empty body; nothing is changed.</summary>
    public static Fault EmptyBody() => Status(200);

    /// <summary>The call is handled, but a text of the response is replaced, such as the form of a date.</summary>
    public static Fault Reworded(string find, string replacement) => new(FaultKind.Reworded) { Find = find, Replacement = replacement };

    /// <summary>The call is not handled and gets no response.</summary>
    public static Fault HangUntilCallerLeaves() => new(FaultKind.HangUntilCallerLeaves);

    /// <summary>The record is changed, but the call gets no response.</summary>
    public static Fault HangAfterWrite() => new(FaultKind.HangAfterWrite);

    /// <summary>The same fault for some calls only.</summary>
    public Fault For(string? method = null, string? pathFragment = null) => this with { Match = new(method, pathFragment) };

    /// <summary>The same fault for several calls; <see cref="Always"/> for all of them.</summary>
    public Fault Repeated(int times) => this with { Times = times };

    private static SandboxResponse Answer(int status, string body, string contentType, IReadOnlyDictionary<string, string>? headers)
    {
        var response = new SandboxResponse(status, body, contentType);
        return headers is null ? response : response with { Headers = headers };
    }
}
