using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Calls;

/// <content>Lists, which may have several pages.</content>
internal sealed partial class ProfileApi
{
    private const int MostPages = 20;

    /// <summary>Like <see cref="ReadAsync"/>, for a list. A missing list means an unavailable system or a missing permission, not a missing record.</summary>
    public async Task<Result<IReadOnlyList<JsonElement>>> ListAsync(
        Uri url, JsonPath items, JsonPath? next, string what, CallPriority priority, CancellationToken cancellationToken) =>
        (await AskListAsync(url, items, next, what, priority, cancellationToken)).Items;

    /// <summary>Like <see cref="ListAsync"/>, and says who failed.</summary>
    /// <param name="url">The URL of the first page.</param>
    /// <param name="items">The list in a response.</param>
    /// <param name="next">The URL of the next page in a response; null for a list of one page.</param>
    /// <param name="what">What is read, for messages.</param>
    /// <param name="priority">The calls' priority.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>All pages, or the failure of one.</returns>
    public async Task<ListReply> AskListAsync(
        Uri url, JsonPath items, JsonPath? next, string what, CallPriority priority, CancellationToken cancellationToken)
    {
        var all = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var reply = await SendAsync(Get(url, priority), cancellationToken);
            var isRefusal = page == 1 && reply.Value is VendorReply.Response refused && Replies.RefusesList(_profile, refused);
            var read = OfRead(reply, what);
            if (!ListIn(read, items, what).Succeeded(out var list, out var failure))
            {
                return new ListReply(failure) { IsRefusal = isRefusal };
            }

            all.AddRange(list);
            if (!NextIn(read.Value!.Json()!.Value, next, what).Succeeded(out var link, out failure))
            {
                return new ListReply(failure);
            }

            if (link.Length == 0)
            {
                return new ListReply(Result.From<IReadOnlyList<JsonElement>>(all));
            }

            // The credentials go to the base URL only.
            if (page == MostPages || !Uri.TryCreate(url, link, out var following) || !BaseUrl.IsBaseOf(following) || following.UserInfo.Length > 0)
            {
                return new ListReply(Replies.Unavailable(page == MostPages
                    ? $"{_profile.Vendor} was asked for {what} and has more than {MostPages} pages of it."
                    : $"{_profile.Vendor} was asked for {what} and names the next page {Presentation.Quote(link)}, which is not below {BaseUrl}."));
            }

            url = following;
        }
    }

    /// <summary>The link to the next page; empty at the end of the list.</summary>
    private Result<string> NextIn(JsonElement answer, JsonPath? next, string what) => next?.Find(answer) switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.False } => string.Empty,
        { ValueKind: JsonValueKind.String } link => link.GetString()!,

        // The end of the list is not known, so no part of it counts.
        _ => Replies.Unavailable($"{_profile.Vendor} was asked for {what} and answered with something that is no link at '{next}'. The profile's 'next' must point to a text."),
    };

    private Result<IReadOnlyList<JsonElement>> ListIn(Result<VendorReply.Response> read, JsonPath items, string what)
    {
        if (!read.Succeeded(out var answer, out var failure))
        {
            return failure.Code != FailureCode.RecordNotFound ? failure
                : failure.VendorStatus == 403 ? failure with { Code = FailureCode.CredentialsRefused }
                : failure with { Code = FailureCode.SystemUnavailable, RetryAfter = Replies.RetrySoon };
        }

        return items.Find(answer.Json()!.Value) is { ValueKind: JsonValueKind.Array } list
            ? Result.From<IReadOnlyList<JsonElement>>([.. list.EnumerateArray()])
            : Replies.Unavailable($"{_profile.Vendor} was asked for {what} and answered with something that has no list at '{items}'.");
    }
}
