using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>Who may patch what (Web API reference, remarks on the PATCH methods).</summary>
internal static class Permissions
{
    public static bool MayPatch(ItemKind kind, Caller caller) => caller.IsKeyAdmin || kind != People.Kind;

    /// <summary>Users need a role in the project; the organisation's key needs none.</summary>
    public static bool MayPatch(ItemState item, Caller caller) =>
        caller.IsKeyAdmin || item.Kind != Projects.Kind || item.Text(Projects.Manager) == caller.Uid;
}
