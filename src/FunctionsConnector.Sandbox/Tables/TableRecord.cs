using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Tables;

/// <summary>A record: its fields by API name, in the form in which they are stored. A state is never changed.</summary>
internal sealed class TableRecord(string id, JsonObject initial) : StoredState<JsonObject>(initial)
{
    private volatile bool _isForbidden;

    public string Id { get; } = id;

    /// <summary>Whether an update of it is refused for a lack of rights.</summary>
    public bool IsForbidden
    {
        get => _isForbidden;
        set => _isForbidden = value;
    }

    /// <summary>Applies the whole change, or nothing if it is refused.</summary>
    /// <returns>The refusal; null for an applied change.</returns>
    public SandboxResponse? Change(TimeSpan now, Func<JsonObject, SandboxResponse?> change)
    {
        lock (Gate)
        {
            var draft = State.DeepClone().AsObject();
            if (change(draft) is { } refusal)
            {
                return refusal;
            }

            if (!JsonNode.DeepEquals(draft, State))
            {
                Become(draft, now);
            }

            return null;
        }
    }
}
