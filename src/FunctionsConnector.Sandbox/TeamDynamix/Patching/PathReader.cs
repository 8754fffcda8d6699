using System.Globalization;
using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>
/// Parses the path of an operation: <c>/{property}</c>, ignoring case, or <c>/attributes/{id}</c>. Array indexes, the end of an array and
/// names of attributes are not supported (Web API reference, "About patching").
/// </summary>
internal sealed class PathReader(ItemState item, AttributeSet attributes, TeamDynamixBehavior behavior)
{
    public PatchTarget Read(string path)
    {
        var segments = path.StartsWith('/') ? path[1..].Split('/') : [];
        return segments switch
        {
            [] => Refuse(path),
            [.., "-"] => Refuse(path),
            [var first] when IsAttributes(first) => new(Refusal: TeamDynamixMessages.WholeAttributes),
            [var first, var id] when IsAttributes(first) && IsNumber(id) => Attribute(path, id),
            [var first, ..] when IsAttributes(first) => Refuse(path),
            [var name] => Field(path, name),
            [_, var place, ..] when IsNumber(place) => Refuse(path),
            _ => Unknown(path),
        };
    }

    private PatchTarget Field(string path, string name)
    {
        var field = item.Kind.Find(name);
        if (field is { IsAlwaysIgnored: true })
        {
            return PatchTarget.Nothing;
        }

        return field is { IsEditable: true } && !(field.IsFixedInTasks && item.IsSet("IsConvertedToTask")) ? new(field) : Unknown(path);
    }

    private PatchTarget Attribute(string path, string id)
    {
        var found = int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? attributes.Find(number) : null;
        if (found is not null)
        {
            return new(Attribute: found);
        }

        return behavior.UnknownAttribute == Reaction.Refuse
            ? new(Refusal: TeamDynamixMessages.UnknownAttribute(path))
            : PatchTarget.Nothing;
    }

    private PatchTarget Unknown(string path) => behavior.UnknownPath == Reaction.Refuse
        ? new(Refusal: TeamDynamixMessages.UnknownPath(path))
        : PatchTarget.Nothing;

    private static PatchTarget Refuse(string path) => new(Refusal: TeamDynamixMessages.BadPath(path));

    private static bool IsAttributes(string segment) => segment.Equals("attributes", StringComparison.OrdinalIgnoreCase);

    private static bool IsNumber(string segment) => segment.Length > 0 && segment.All(char.IsAsciiDigit);
}
