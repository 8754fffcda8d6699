using System.Text.Json;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>
/// The object that a flow has for a choice or a person: SharePoint's <c>{"@odata.type":…,"Id":0,"Value":"Red"}</c> and
/// <c>{"Email":…,"DisplayName":…}</c>, or an entry of one of our own lists, <c>{"id":"5","label":"Complete"}</c>.
/// </summary>
internal static class DropdownObject
{
    private const string Value = "Value";

    private static readonly (string Name, NamedBy? By)[] Members =
        [(Value, null), ("id", NamedBy.Id), ("label", NamedBy.Label), ("Email", NamedBy.Label), ("DisplayName", NamedBy.Label)];

    /// <summary>The member that is the value, and what it is of a choice where the member's name says so; null where there is none.</summary>
    public static (JsonElement Value, NamedBy? By)? MemberOf(JsonElement value)
    {
        (JsonElement, NamedBy?)? blank = null;
        foreach (var (name, by) in Members)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (!string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                // SharePoint's Id counts the choices of its own column, so it means nothing beside a Value, not even beside a blank one.
                if (name == Value || !CallerValue.IsBlankScalar(member.Value))
                {
                    return (member.Value, by);
                }

                blank ??= (member.Value, by);
            }
        }

        return blank;
    }
}
