using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>The permissions for PATCH (Web API reference, remarks on the PATCH methods).</summary>
internal static class Permissions
{
    public static bool MayPatch(ItemKind kind, Caller caller) => caller.IsKeyAdmin || kind != People.Kind;

    /// <summary>A user needs a role in the project; the organisation's key does not.</summary>
    public static bool MayPatch(ItemState item, Caller caller) =>
        caller.IsKeyAdmin || item.Kind != Projects.Kind || item.Text(Projects.Manager) == caller.Uid;
}
