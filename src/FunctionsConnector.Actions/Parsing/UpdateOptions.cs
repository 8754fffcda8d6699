using System.Text.Json;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>The properties that all bodies of updates share.</summary>
/// <param name="OnlyIf">The values that the record must have.</param>
/// <param name="Verify">Whether to read the record back.</param>
/// <param name="ActAs">In whose name to make it; null for the connector's own account.</param>
/// <param name="FailuresAreOutput">Whether the reply to a failure is data with status 200.</param>
internal sealed record UpdateOptions(IReadOnlyList<RequestedChange> OnlyIf, bool Verify, string? ActAs, bool FailuresAreOutput)
{
    public static readonly JsonEncodedText[] Properties = JsonBody.Names("onlyIf", "verify", "failureMode", "actAs");

    private static readonly JsonElement Null = JsonElement.Parse("null"u8);

    private static readonly Failure MayNotAct = new(
        FailureCode.Forbidden, "This caller may not make updates in the name of others. Leave 'actAs' out, or ask your administrator to set MayActAs for this caller.")
    {
        Target = "actAs",
    };

    public static Result<UpdateOptions> Read(ActionRequest request, JsonElement body) =>
        !ReadOnlyIf(body).Succeeded(out var onlyIf, out var failure)
        || !body.Flag("verify", whenAbsent: true).Succeeded(out var verify, out failure)
        || !ReadActAs(request, body).Succeeded(out var actAs, out failure)
        || !ReadFailureMode(body).Succeeded(out var failuresAreOutput, out failure)
            ? failure
            : new UpdateOptions(onlyIf, verify, actAs.Length == 0 ? null : actAs, failuresAreOutput);

    /// <summary>The person in whose name to make the update; blank for nobody else.</summary>
    public static Result<string> ReadActAs(ActionRequest request, JsonElement body) => body.Optional("actAs") switch
    {
        null => string.Empty,
        { ValueKind: JsonValueKind.String or JsonValueKind.Number } person => request.Caller.MayActAs ? person.ToString().Trim() : MayNotAct,
        _ => InvalidBody.WrongType("actAs", "a person's id, e-mail, user name or full name"),
    };

    public static Result<IReadOnlyList<RequestedChange>> ReadOnlyIf(JsonElement body)
    {
        if (body.Optional("onlyIf") is not { } conditions)
        {
            return Result.From<IReadOnlyList<RequestedChange>>([]);
        }

        // A blank condition does not count as absent, because a condition is never dropped: it requires that the field is empty.
        return conditions.ValueKind == JsonValueKind.Object
            ? Result.From<IReadOnlyList<RequestedChange>>([.. conditions.EnumerateObject().Select(Condition)])
            : InvalidBody.WrongType("onlyIf", "an object of fields and the values they must have");
    }

    /// <summary>Whether an invalid body still asks for failures as data.</summary>
    public static bool WantsFailuresAsOutput(ActionRequest request) =>
        JsonBody.Read(request, allowed: null).Value is { ValueKind: JsonValueKind.Object } body && ReadFailureMode(body) is { Failure: null, Value: true };

    private static RequestedChange Condition(JsonProperty property) => new(property.Name, CallerValue.IsBlank(property.Value) ? Null : property.Value);

    private static Result<bool> ReadFailureMode(JsonElement body) => body.Optional("failureMode") switch
    {
        null => false,
        { ValueKind: JsonValueKind.String } mode when Is(mode, "fail") => false,
        { ValueKind: JsonValueKind.String } mode when Is(mode, "output") => true,
        _ => InvalidBody.WrongType("failureMode", "\"fail\" or \"output\""),
    };

    private static bool Is(JsonElement text, string value) => string.Equals(text.GetString(), value, StringComparison.OrdinalIgnoreCase);
}
