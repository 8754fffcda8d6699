using System.Text.Json;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>
/// Reads <c>{"records":[{"recordId":"1","fields":{…},"fieldsToClear":[…],"onlyIf":{…}}],"verify":true,"rest":"report"}</c>. What is wrong with
/// one record concerns that record alone.
/// </summary>
internal static class BulkBody
{
    public const int MostRecords = 100;

    private static readonly JsonEncodedText[] Allowed = JsonBody.Names("records", "verify", "rest", "actAs");
    private static readonly JsonEncodedText[] AllowedInRecord = JsonBody.Names("recordId", "fields", "fieldsToClear", "onlyIf");

    public static Result<BulkCommand> Read(ActionRequest request)
    {
        if (!JsonBody.Read(request, Allowed).Succeeded(out var body, out var failure)
            || !Records(body).Succeeded(out var records, out failure)
            || !body.Flag("verify", whenAbsent: true).Succeeded(out var verify, out failure)
            || !UpdateOptions.ReadActAs(request, body).Succeeded(out var actAs, out failure)
            || !QueuesRest(body).Succeeded(out var queuesRest, out failure))
        {
            return failure;
        }

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var person = actAs.Length == 0 ? null : actAs;
        return new BulkCommand(
        [
            .. records.EnumerateArray().Select(record => Read(request, record, taken)).Select(entry => entry with
            {
                Update = entry.Update.Map(update => update with { Verify = verify, ActAs = person }),
            }),
        ],
            verify,
            person,
            queuesRest);
    }

    private static Result<JsonElement> Records(JsonElement body) => body.Optional("records") switch
    {
        { ValueKind: JsonValueKind.Array } records when records.GetArrayLength() is > 0 and <= MostRecords => records,
        { ValueKind: JsonValueKind.Array } records => InvalidBody.Because(
            records.GetArrayLength() == 0
                ? "'records' is empty. Give at least one record."
                : $"'records' has {records.GetArrayLength()} records. Send at most {MostRecords} at a time.",
            "records"),
        _ => InvalidBody.WrongType("records", "an array of records, each with 'recordId' and 'fields'"),
    };

    private static Result<bool> QueuesRest(JsonElement body) => body.Optional("rest") switch
    {
        null => false,
        { ValueKind: JsonValueKind.String } rest when rest.ValueEquals("report") => false,
        { ValueKind: JsonValueKind.String } rest when rest.ValueEquals("queue") => true,
        _ => InvalidBody.WrongType("rest", "\"report\" or \"queue\""),
    };

    private static BulkEntry Read(ActionRequest request, JsonElement record, HashSet<string> taken)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            return new BulkEntry(string.Empty, record, InvalidBody.Because("Each of 'records' must be an object with 'recordId' and 'fields'.", "records"));
        }

        var asked = record.Optional("recordId") is { ValueKind: JsonValueKind.String or JsonValueKind.Number } text ? text.ToString().Trim() : string.Empty;
        return new BulkEntry(asked, record, ReadUpdate(request with { RecordId = asked }, record, taken));
    }

    private static Result<UpdateRequest> ReadUpdate(ActionRequest request, JsonElement record, HashSet<string> taken)
    {
        if (JsonBody.Unknown(record, AllowedInRecord) is { } unknown)
        {
            return unknown;
        }

        if (request.RecordId!.Length == 0)
        {
            return InvalidBody.WrongType("recordId", "the record's id or number");
        }

        if (RouteValues.Problem(request) is { } problem)
        {
            return problem;
        }

        var id = RouteValues.RecordId(request.RecordId)!;
        if (!taken.Add(id))
        {
            return InvalidBody.Because($"The record {Presentation.Quote(id)} is named twice. Put all its changes into one of 'records'.", "recordId");
        }

        return !UpdateFieldsBody.ReadChanges(record).Succeeded(out var changes, out var failure) || !UpdateOptions.ReadOnlyIf(record).Succeeded(out var onlyIf, out failure)
            ? failure
            : new UpdateRequest(request.System!, request.RecordType!, id, changes) { OnlyIf = onlyIf, Waited = request.Waited };
    }
}
