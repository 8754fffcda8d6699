using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>
/// The switches of the simulated TeamDynamix. Behaviour that differs between tenants or sources, or that is not published, is a
/// switch.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TeamDynamixBehavior
{
    /// <summary>
    /// The base paths; the first one is the announced one. The vendor has the sandbox of a tenant on the same host under
    /// <c>SBTDWebApi</c>; here both have the same items.
    /// </summary>
    public IReadOnlyList<string> BasePaths { get; init; } = ["TDWebApi", "SBTDWebApi"];

    /// <summary>The format of the token in a login's response.</summary>
    public TokenForm TokenForm { get; init; }

    /// <summary>The lifetime of a token.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Status of a refused login. A live tenant returned 403; 401 is the standard.</summary>
    public int BadLoginStatus { get; init; } = 403;

    /// <summary>Calls per window for each method and endpoint.</summary>
    public int CallLimit { get; init; } = 60;

    /// <summary>PATCH calls of people per window. The vendor has a lower limit for them.</summary>
    public int PersonPatchLimit { get; init; } = 45;

    /// <summary>Length of a window, which starts with the first call.</summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether responses have <c>X-RateLimit-*</c> headers; some gateways remove them.</summary>
    public bool SendsRateHeaders { get; init; } = true;

    /// <summary>Whether the body of a 429 has the text before JSON, as a live tenant returned it.</summary>
    public bool GluesRateLimitText { get; init; }

    /// <summary>How far the server's clock is ahead, for <c>Date</c>, stamps, tokens and rate limits.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>
    /// The IANA id of the server's zone: of dates without an offset, and of days, which are kept without a time and shown as their midnight.
    /// </summary>
    public string ServerTimeZone { get; init; } = "Etc/UTC";

    /// <summary>Whether instants that are written from now on are shown in the server's zone without an offset.</summary>
    public bool HidesOffsets { get; init; }

    /// <summary>Whether the tenant publishes its OpenAPI document.</summary>
    public bool HasOpenApi { get; init; } = true;

    /// <summary>Whether configuration items and articles can be patched; older builds support only PUT.</summary>
    public bool HasNewerPatches { get; init; } = true;

    /// <summary>Status of a PATCH that the build does not support: 405 or 404.</summary>
    public int MissingPatchStatus { get; init; } = 405;

    /// <summary>Whether <c>application/json-patch+json</c> is accepted. One client sends it; it is not documented.</summary>
    public bool TakesJsonPatchType { get; init; }

    /// <summary>The reaction to a path that is no field, or to a read-only field.</summary>
    public Reaction UnknownPath { get; init; } = Reaction.Ignore;

    /// <summary>The reaction to the id of an attribute that the item does not have.</summary>
    public Reaction UnknownAttribute { get; init; } = Reaction.Ignore;

    /// <summary>The reaction to a value that is not the id of a choice, such as its name.</summary>
    public Reaction ChoiceText { get; init; } = Reaction.Refuse;

    /// <summary>The reaction to the id of a choice as a JSON number or an array instead of text.</summary>
    public Reaction ChoiceNumber { get; init; } = Reaction.Refuse;

    /// <summary>The reaction to an inactive choice, status, type and so on.</summary>
    public Reaction InactiveChoice { get; init; } = Reaction.Refuse;

    /// <summary>Whether one invalid operation refuses all. Otherwise the operations before it are applied, although the status is 400.</summary>
    public bool IsAtomic { get; init; } = true;

    /// <summary>Whether a PATCH without a change still sets the item's change stamps.</summary>
    public bool StampsWithoutChange { get; init; }

    /// <summary>Whether the response to a PATCH has the custom attributes.</summary>
    public bool EchoesAttributes { get; init; } = true;

    /// <summary>Whether the response to a PATCH shows the item before the change.</summary>
    public bool EchoesStaleItem { get; init; }

    /// <summary>Whether the response to a PATCH has the id of another item.</summary>
    public bool AnswersOtherItem { get; init; }

    /// <summary>How long reads still show a record as it was before its last change, as from a copy that lags behind.</summary>
    public TimeSpan ChangesShowAfter { get; init; }
}
