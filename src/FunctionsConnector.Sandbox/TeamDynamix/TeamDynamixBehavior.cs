using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>
/// The lasting switches of the simulated TeamDynamix. Vendor behaviour that differs between tenants or sources, or that is not
/// published, is a switch.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TeamDynamixBehavior
{
    /// <summary>
    /// Base paths that are served, the first being the announced one. The vendor has a tenant's own sandbox on the same host under
    /// <c>SBTDWebApi</c>; here both lead to the same items.
    /// </summary>
    public IReadOnlyList<string> BasePaths { get; init; } = ["TDWebApi", "SBTDWebApi"];

    /// <summary>How a login hands out its token.</summary>
    public TokenForm TokenForm { get; init; }

    /// <summary>For how long a token is good.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Status of a refused login. 403 was seen; 401 would be usual.</summary>
    public int BadLoginStatus { get; init; } = 403;

    /// <summary>Calls per window for each method and endpoint.</summary>
    public int CallLimit { get; init; } = 60;

    /// <summary>PATCH calls of people per window, which the vendor limits more strictly.</summary>
    public int PersonPatchLimit { get; init; } = 45;

    /// <summary>Length of a window, which starts with the first call.</summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether answers carry <c>X-RateLimit-*</c>; gateways have been seen to drop them.</summary>
    public bool SendsRateHeaders { get; init; } = true;

    /// <summary>Whether the text of a 429 stands in front of JSON in the same body, as was seen.</summary>
    public bool GluesRateLimitText { get; init; }

    /// <summary>By how much the server's clock is ahead: <c>Date</c>, stamps, tokens and rate limits follow it.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>
    /// The server's own zone, in which a date without an offset is read. East of Greenwich, a bare day becomes the day before.
    /// </summary>
    public TimeSpan ServerOffset { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Whether date attributes take a bare day (<c>2026-03-05</c>) for that day; only newer builds do.</summary>
    public bool KnowsBareDays { get; init; }

    /// <summary>Whether the tenant shows its OpenAPI document.</summary>
    public bool HasOpenApi { get; init; } = true;

    /// <summary>Whether configuration items and articles can be patched; older builds know PUT only.</summary>
    public bool HasNewerPatches { get; init; } = true;

    /// <summary>Status of a PATCH that the build does not have: 405 or 404.</summary>
    public int MissingPatchStatus { get; init; } = 405;

    /// <summary>Whether <c>application/json-patch+json</c> is taken; one client sends it, the documentation does not know it.</summary>
    public bool TakesJsonPatchType { get; init; }

    /// <summary>About a path that is no field, and a field that cannot be edited.</summary>
    public Reaction UnknownPath { get; init; } = Reaction.Ignore;

    /// <summary>About the id of an attribute that the item does not have.</summary>
    public Reaction UnknownAttribute { get; init; } = Reaction.Ignore;

    /// <summary>About something that is not the id of a choice, such as its name.</summary>
    public Reaction ChoiceText { get; init; } = Reaction.Refuse;

    /// <summary>About the id of a choice as a JSON number or an array instead of text.</summary>
    public Reaction ChoiceNumber { get; init; } = Reaction.Refuse;

    /// <summary>About a choice, or a status, type and so on, that is no longer active.</summary>
    public Reaction InactiveChoice { get; init; } = Reaction.Refuse;

    /// <summary>Whether one bad operation rejects all; otherwise those before it stay, though the answer is a 400.</summary>
    public bool IsAtomic { get; init; } = true;

    /// <summary>Whether a PATCH that changes nothing still moves the item's change stamps.</summary>
    public bool StampsWithoutChange { get; init; }

    /// <summary>Whether the answer to a PATCH carries the custom attributes.</summary>
    public bool EchoesAttributes { get; init; } = true;

    /// <summary>Whether the answer to a PATCH shows the item as it was before.</summary>
    public bool EchoesStaleItem { get; init; }

    /// <summary>Whether the answer to a PATCH says the id of another item.</summary>
    public bool AnswersOtherItem { get; init; }

    /// <summary>How long reads still show a record as it was before its last change, as from a copy that lags behind.</summary>
    public TimeSpan ChangesShowAfter { get; init; }
}
