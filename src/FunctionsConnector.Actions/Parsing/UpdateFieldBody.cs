using System.Text.Json;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>Reads <c>{"field":"status","value":"Complete"}</c> and <c>{"field":"status","clear":true}</c>.</summary>
internal static class UpdateFieldBody
{
    private static readonly JsonEncodedText[] Allowed = [.. JsonBody.Names("field", "value", "clear"), .. UpdateOptions.Properties];
    private static readonly JsonElement Null = JsonElement.Parse("null"u8);

    public static Result<UpdateCommand> Read(ActionRequest request)
    {
        if (!JsonBody.Read(request, Allowed).Succeeded(out var body, out var failure)
            || !Field(body).Succeeded(out var field, out failure)
            || !body.Flag("clear", whenAbsent: false).Succeeded(out var clear, out failure)
            || !Value(body, clear).Succeeded(out var value, out failure)
            || !UpdateOptions.Read(request, body).Succeeded(out var options, out failure))
        {
            return failure;
        }

        return new UpdateCommand([new RequestedChange(field, value)], options);
    }

    private static Result<string> Field(JsonElement body) => body.Optional("field") switch
    {
        null => InvalidBody.Because("'field' is missing: the name, label or id of the field to update.", "field"),
        { ValueKind: JsonValueKind.String } name => name.GetString()!,
        _ => InvalidBody.WrongType("field", "a text: the name, label or id of the field to update"),
    };

    private static Result<JsonElement> Value(JsonElement body, bool clear) => (Given(body), clear) switch
    {
        ({ } value, false) => value,
        (null, true) => Null,
        (null, false) => InvalidBody.Because(
            "'value' is missing, null, blank or an empty list, which never clears a field. Give a value, or \"clear\": true to empty the field.", "value"),
        _ => InvalidBody.Because("'value' and 'clear' exclude each other. Give a value, or \"clear\": true to empty the field.", "clear"),
    };

    private static JsonElement? Given(JsonElement body) => body.TryGetProperty("value", out var value) && !CallerValue.IsBlank(value) ? value : null;
}
