using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Autotask.Records;
using FunctionsConnector.Sandbox.Autotask.Routing;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// Handles PATCH: applies the whole body or nothing. The id is in the body (developer help, "REST Updating data PATCH").
/// </summary>
internal sealed class PatchHandler(RecordStore records, TimeProvider time)
{
    private const long CompleteStatus = 5;

    private readonly References _references = new(records);

    public SandboxResponse Answer(AutotaskRoute route, SandboxRequest request, AutotaskBehavior behavior)
    {
        var contentType = request.Headers.ContentType.ToString();
        if (!contentType.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            return AutotaskResponses.Framework(415, $"The request entity's media type '{contentType}' is not supported for this resource.");
        }

        try
        {
            using var document = JsonDocument.Parse(request.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Answer(route, document.RootElement, request.Headers, behavior)
                : AutotaskResponses.Framework(400, "The request is invalid.");
        }
        catch (JsonException)
        {
            return AutotaskResponses.Framework(400, "The request is invalid.");
        }
    }

    private SandboxResponse Answer(AutotaskRoute route, JsonElement body, IHeaderDictionary headers, AutotaskBehavior behavior)
    {
        var entity = route.Entity!;
        if (Impersonation.CheckUpdate(entity.Name, headers) is { } denied)
        {
            return AutotaskResponses.Refusal(denied);
        }

        var id = PatchMerge.TryFind(body, "id", out var sent) ? FieldValue.Read(Fields.Id(), sent) : default;
        if (id.Value is not long recordId)
        {
            return AutotaskResponses.Refusal(id.Refusal ?? AutotaskMessages.Missing("id"), AutotaskMessages.RecordNumber);
        }

        if (records.Find(entity.Name, recordId) is not { } record)
        {
            return AutotaskResponses.Refusal(AutotaskMessages.NoMatch);
        }

        var refusal = record.Change(time.Monotonic(), draft =>
            CheckParent(route, draft)
            ?? CheckNote(entity, body, behavior)
            ?? new PatchMerge(entity, behavior).Apply(draft, body)
            ?? Validate(entity, draft)
            ?? Stamp(entity, draft));
        return refusal ?? new(200, string.Create(CultureInfo.InvariantCulture, $$"""{"itemId":{{recordId}}}"""));
    }

    private static SandboxResponse? CheckParent(AutotaskRoute route, RecordDraft draft) =>
        route.Entity!.Parent is { } parent
        && draft.Number(parent.Field)?.ToString(CultureInfo.InvariantCulture) != route.ParentId
            ? AutotaskResponses.Refusal(AutotaskMessages.WrongParent)
            : null;

    private static SandboxResponse? CheckNote(EntityDefinition entity, JsonElement body, AutotaskBehavior behavior)
    {
        if (!behavior.NotesNeedTypeAndPublish || entity.Name != "TicketNotes")
        {
            return null;
        }

        string[] needed = ["noteType", "publish"];
        return needed.FirstOrDefault(field => !PatchMerge.Names(body, field)) is { } missing
            ? AutotaskResponses.Refusal(AutotaskMessages.Missing(missing), AutotaskMessages.RecordNumber)
            : null;
    }

    private SandboxResponse? Validate(EntityDefinition entity, RecordDraft draft) =>
        new RecordRules(entity, _references).Check(draft) is { } message
            ? AutotaskResponses.Refusal(message, AutotaskMessages.RecordNumber)
            : null;

    /// <summary>Sets the fields that the vendor maintains: the last change, and the completion of a ticket.</summary>
    private SandboxResponse? Stamp(EntityDefinition entity, RecordDraft draft)
    {
        if (!draft.HasChanged)
        {
            return null;
        }

        var now = FieldValue.Format(time.GetUtcNow());
        foreach (var field in entity.Fields)
        {
            if (field.IsChangeStamp)
            {
                draft.Fields[field.Name] = now;
            }
        }

        if (entity.Name == "Tickets" && draft.IsChanged("status"))
        {
            draft.Fields["completedDate"] = draft.Number("status") == CompleteStatus ? now : null;
        }

        return null;
    }
}
