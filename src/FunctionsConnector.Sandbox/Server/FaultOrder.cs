using System.Text.Json.Serialization;
using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>
/// The JSON of a fault, for example
/// <c>{"kind":"status","method":"PATCH","path":"/Tickets","status":503,"times":2}</c>.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultOrder
{
    /// <summary>A <see cref="FaultKind"/> by name, or <c>garbage</c> or <c>emptyBody</c>.</summary>
    public required string Kind { get; init; }

    public string? Method { get; init; }

    /// <summary>Text that occurs in the path or query.</summary>
    public string? Path { get; init; }

    public int Times { get; init; } = 1;

    /// <summary>Delay before the fault, in milliseconds.</summary>
    public int Milliseconds { get; init; }

    public int Status { get; init; } = 500;

    public string Body { get; init; } = "";

    public string ContentType { get; init; } = SandboxResponse.Json;

    /// <summary>Of the kind <c>reworded</c>: a regular expression, and what replaces it in the answer.</summary>
    public string Find { get; init; } = "";

    public string Replacement { get; init; } = "";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static FaultOrder Of(Fault fault) => new()
    {
        Kind = fault.Kind.ToString(),
        Method = fault.Match.Method,
        Path = fault.Match.PathFragment,
        Times = fault.Times,
        Milliseconds = (int)fault.Pause.TotalMilliseconds,
        Status = fault.Response.Status,
        Body = fault.Response.Body,
        ContentType = fault.Response.ContentType,
        Find = fault.Find,
        Replacement = fault.Replacement,
        Headers = fault.Response.Headers,
    };

    public Fault ToFault()
    {
        var fault = Kind.ToUpperInvariant() switch
        {
            "GARBAGE" => Fault.Garbage(),
            "EMPTYBODY" => Fault.EmptyBody(),
            _ when Enum.TryParse<FaultKind>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) =>
                new Fault(kind) { Response = new(Status, Body, ContentType) { Headers = Headers }, Find = Find, Replacement = Replacement },
            _ => throw new ArgumentException(
                $"There is no fault '{Kind}'; choose among {string.Join(", ", Enum.GetNames<FaultKind>())}, Garbage, EmptyBody."),
        };
        return fault.For(Method, Path).Repeated(Times) with { Pause = TimeSpan.FromMilliseconds(Milliseconds) };
    }
}
