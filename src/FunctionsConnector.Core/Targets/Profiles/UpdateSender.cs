using System.Net.Http.Headers;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Dialect;
using FunctionsConnector.Core.Targets.Profiles.Fields;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Targets.Profiles.References;

namespace FunctionsConnector.Core.Targets.Profiles;

/// <summary>
/// Sends updates. Where the record was read and the vendor has versions, the vendor makes the update only while the record is as it was
/// read. Else the record is read and checked again.
/// </summary>
internal sealed class UpdateSender(
    Profile profile,
    ProfileApi api,
    ProfileCatalogs catalogs,
    Func<RecordReference, FieldCatalog, CallPriority, Func<ApiCall, Task<Result<VendorReply>>>?, CancellationToken, Task<Result<Record>>> read)
{
    /// <summary>Each conflict means that the record was changed by somebody else.</summary>
    private const int MostAttempts = 5;

    private readonly MediaTypeHeaderValue _contentType = new(profile.Update.ContentType);

    public async Task<WriteResult> SendAsync(OutgoingUpdate outgoing, CancellationToken cancellationToken)
    {
        if (!Address(outgoing.Record, outgoing.Catalog).Succeeded(out var url, out var wrong))
        {
            return new WriteResult.Refused(wrong);
        }

        string? refusedVersion = null;
        for (var attempt = 1; ; attempt++)
        {
            WriteResult? stopped = null;
            var call = new ApiCall(profile.Update.Method, url, string.Empty)
            {
                ContentType = _contentType,
                Priority = outgoing.Priority,
                IsSafeToRepeat = false,
                ReadsFirst = outgoing.ReadsRecord,
                Prepare = request => Prepare(request, outgoing.Sent!),
                Write = async send =>
                {
                    // The reading goes first, because it holds the slot of the update.
                    stopped = await outgoing.CloseAsync(token => read(outgoing.Record, outgoing.Catalog, CallPriority.ReadBack, send, token), cancellationToken);
                    return stopped is null ? outgoing.Body : null;
                },
            };
            if (!(await api.SendAsync(call, cancellationToken)).Succeeded(out var reply, out var failure))
            {
                return new WriteResult.Refused(failure);
            }

            // Also where the read before it was refused: then nothing was sent.
            if (stopped is not null)
            {
                return stopped;
            }

            var sent = outgoing.Sent!;
            var version = sent.Before?.Version;

            // A version that was read again after its refusal is the record's version. So it is not the reason of the refusal.
            var isConflict = version is not null && version != refusedVersion && reply is VendorReply.Response answer
                && Replies.MeaningOf(profile, answer, isUpdate: true) == RefusalMeaning.VersionConflict;
            if (isConflict && attempt < MostAttempts)
            {
                refusedVersion = version;
                continue;
            }

            var result = WriteResults.Of(
                profile,
                reply,
                sent,
                isConflict,
                response => RecordJson.Read(profile, catalogs.Of(sent.Catalog), response, profile.Update.Record!, sent.Record.RecordId, isWhole: false));
            return result is WriteResult.Accepted accepted && version is not null ? accepted with { IsGuarded = true } : result;
        }
    }

    /// <summary>The URL of an update.</summary>
    public Result<Uri> Address(RecordReference record, FieldCatalog catalog)
    {
        if (CheckId(record, catalog) is { } wrongId)
        {
            return wrongId;
        }

        var type = catalogs.Of(catalog).Type;
        return profile.Update.Url.Expand(api.BaseUrl, name => name == TemplateName.Id ? record.RecordId : type.Value(name)) is { } url ? url : NoUrl(type);
    }

    /// <summary>See <see cref="ITargetSystem.HeadersOf"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> HeadersOf(PlannedUpdate update) => TagOf(update) is { } tag
        ? [.. profile.Update.Headers.Where(header => !header.Key.Equals(Patch.IfMatch, StringComparison.OrdinalIgnoreCase)), KeyValuePair.Create(Patch.IfMatch, tag)]
        : profile.Update.Headers;

    /// <summary>Null where the id has the form of this vendor's ids.</summary>
    public Failure? CheckId(RecordReference record, FieldCatalog catalog) => RecordId.Fits(profile.IdForm, record.RecordId)
        ? null
        : new Failure(FailureCode.RecordNotFound, $"{Presentation.Quote(record.RecordId)} is not the id of a record of the type {catalog.RecordType.Label}: {RecordId.Describe(profile.IdForm)}.");

    public Failure NoUrl(ProfileRecordType type) =>
        new(FailureCode.RecordTypeNotFound, $"The profile of {profile.Vendor} has no URL for records of the type {Presentation.Quote(type.Label)}.");

    private void Prepare(HttpRequestMessage request, PlannedUpdate sent)
    {
        api.AddHeaders(request);
        ProfileApi.Add(request.Headers, HeadersOf(sent));
    }

    private string? TagOf(PlannedUpdate update) => profile.Concurrency is Concurrency.IfMatch ? update.Before?.Version : null;
}
