using System.Text.Json;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets.Profiles.Calls;

/// <summary>The reply to a call for a list.</summary>
/// <param name="Items">The items, or the failure.</param>
internal sealed record ListReply(Result<IReadOnlyList<JsonElement>> Items)
{
    /// <summary>Whether the API itself refused the list, see <see cref="Replies.RefusesList"/>.</summary>
    public bool IsRefusal { get; init; }
}
