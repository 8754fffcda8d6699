using System.Text.Json;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>Reads <c>{"fields":{"status":"Complete"},"fieldsToClear":["dueDateTime"]}</c>.</summary>
internal static class UpdateFieldsBody
{
    private static readonly JsonEncodedText[] Allowed = [.. JsonBody.Names("fields", "fieldsToClear"), .. UpdateOptions.Properties];
    private static readonly JsonElement Null = JsonElement.Parse("null"u8);

    public static Result<UpdateCommand> Read(ActionRequest request)
    {
        if (!JsonBody.Read(request, Allowed).Succeeded(out var body, out var failure)
            || !ReadChanges(body).Succeeded(out var changes, out failure)
            || !UpdateOptions.Read(request, body).Succeeded(out var options, out failure))
        {
            return failure;
        }

        return new UpdateCommand(changes, options);
    }

    /// <summary>The changes of an object with <c>fields</c> and <c>fieldsToClear</c>.</summary>
    public static Result<List<RequestedChange>> ReadChanges(JsonElement body) =>
        !Fields(body).Succeeded(out var changes, out var failure) || !FieldsToClear(body).Succeeded(out var cleared, out failure)
            ? failure
            : Join(changes, cleared);

    private static Result<List<RequestedChange>> Fields(JsonElement body) => body.Optional("fields") switch
    {
        null => new List<RequestedChange>(),
        { ValueKind: JsonValueKind.Object } fields => fields.EnumerateObject()
            .Where(field => !CallerValue.IsBlank(field.Value))
            .Select(field => new RequestedChange(field.Name, field.Value))
            .ToList(),
        _ => InvalidBody.WrongType("fields", "an object of fields and their new values"),
    };

    private static Result<List<string>> FieldsToClear(JsonElement body) => body.Optional("fieldsToClear") switch
    {
        null => new List<string>(),
        { ValueKind: JsonValueKind.String } text => CanonicalText.Split(text.GetString()!).ToList(),
        { ValueKind: JsonValueKind.Array } names when names.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String) =>
            names.EnumerateArray().Where(name => !name.IsBlank()).Select(name => name.GetString()!).ToList(),
        _ => InvalidBody.WrongType("fieldsToClear", "an array of names of fields"),
    };

    private static Result<List<RequestedChange>> Join(List<RequestedChange> changes, List<string> cleared)
    {
        if (cleared.Count > 0)
        {
            // Two custom fields may differ in case only. Names of one field in two cases are refused when they are resolved.
            var set = changes.Select(change => change.Field).ToHashSet(StringComparer.Ordinal);
            if (cleared.Find(set.Contains) is { } name)
            {
                return InvalidBody.Because($"{Presentation.Quote(name)} is in 'fields' and in 'fieldsToClear'. Set or clear a field, not both.", name);
            }

            changes.AddRange(cleared.Distinct(StringComparer.Ordinal).Select(field => new RequestedChange(field, Null)));
        }

        return changes.Count > 0
            ? changes
            : InvalidBody.Because("The update names no change. Give at least one field with a value in 'fields', or one in 'fieldsToClear'. A null, blank or empty value leaves its field as it is.", "fields");
    }
}
