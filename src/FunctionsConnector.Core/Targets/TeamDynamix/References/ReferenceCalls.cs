using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;

namespace FunctionsConnector.Core.Targets.TeamDynamix.References;

/// <summary>The calls that search for references.</summary>
internal sealed class ReferenceCalls(TeamDynamixApi api)
{
    /// <summary>The most that a search returns.</summary>
    public const int MostResults = 100;

    /// <summary>The vendor's answer to a search, unfiltered.</summary>
    /// <param name="kind">What is searched for.</param>
    /// <param name="app">The application of the record; null where it belongs to none.</param>
    /// <param name="text">The text; null for any.</param>
    /// <param name="priority">The priority of the call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Result<IReadOnlyList<JsonElement>>> SearchAsync(
        ReferenceKind kind, int? app, string? text, CallPriority priority, CancellationToken cancellationToken)
    {
        var path = kind.Route.Replace("{app}", app?.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var call = kind.TextProperty is { } property
            ? api.SearchAsync(path, kind.Route, What(kind), Body(kind, property, text), priority, cancellationToken)
            : api.ReadAsync(
                string.Create(CultureInfo.InvariantCulture, $"{path}?searchText={Uri.EscapeDataString(text ?? string.Empty)}&maxResults={MostResults}"),
                kind.Route,
                What(kind),
                cancellationToken,
                priority);
        return Read(kind, await call, json => json);
    }

    /// <summary>The rooms of a location.</summary>
    public async Task<Result<IReadOnlyList<JsonElement>>> RoomsAsync(string location, CallPriority priority, CancellationToken cancellationToken)
    {
        var path = $"api/locations/{Uri.EscapeDataString(location)}";
        return Read(
            ReferenceKind.Room,
            await api.ReadAsync(path, ReferenceKind.Room.Route, What(ReferenceKind.Room), cancellationToken, priority),
            json => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("Rooms", out var rooms) ? rooms : default);
    }

    /// <summary>
    /// The people with a user name, by the full search, which the account may lack the permission for. The lookup of people finds user names
    /// and does not show them, so it cannot tell an exact one. <c>people/getuid</c> could, but has the name in its path, and paths are logged.
    /// </summary>
    public async Task<Result<IReadOnlyList<JsonElement>>> PeopleAsync(string userName, CallPriority priority, CancellationToken cancellationToken)
    {
        const string Route = "api/people/search";
        var answer = await api.SearchAsync(Route, Route, What(ReferenceKind.Person), Body(ReferenceKind.Person, "UserName", userName), priority, cancellationToken);
        return answer.Failure is { } failure && IsOfSearch(failure) ? Result.From<IReadOnlyList<JsonElement>>([]) : Read(ReferenceKind.Person, answer, json => json);
    }

    private static Result<IReadOnlyList<JsonElement>> Read(ReferenceKind kind, Result<JsonElement> answer, Func<JsonElement, JsonElement> listOf)
    {
        if (!answer.Succeeded(out var json, out var failure))
        {
            // A missing permission for the search is no reason to wait, as refused credentials are: an id needs no search.
            return IsOfSearch(failure)
                ? failure with { Code = FailureCode.UpdateRejected, Message = $"{failure.Message.TrimEnd('.')}. Use the id of the {kind.To} instead.", RetryAfter = null }
                : failure;
        }

        return listOf(json) is { ValueKind: JsonValueKind.Array } list
            ? Result.From<IReadOnlyList<JsonElement>>([.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object)])
            : ReplyFailures.Unavailable($"TeamDynamix was asked for {What(kind)} and answered with something that is not a list.");
    }

    /// <summary>Whether the vendor refused this search, and not the credentials, and not a page of something between in its place.</summary>
    private static bool IsOfSearch(Failure failure) => failure.Code == FailureCode.RecordNotFound || failure is { VendorStatus: 400, Code.IsRetryable: false };

    private static string What(ReferenceKind kind) => kind == ReferenceKind.Person ? "the people with this name" : $"the {kind.To}s with this name";

    private static string Body(ReferenceKind kind, string property, string? text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(property, text ?? string.Empty);
            if (kind.TakesMaxResults)
            {
                writer.WriteNumber("MaxResults", MostResults);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
