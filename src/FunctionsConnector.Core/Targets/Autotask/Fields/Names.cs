using System.Text;

namespace FunctionsConnector.Core.Targets.Autotask.Fields;

/// <summary>Derives labels from API names, because standard fields and entities have no labels.</summary>
internal static class Names
{
    /// <summary><c>assignedResourceID</c> becomes <c>Assigned Resource ID</c>.</summary>
    public static string Label(string name)
    {
        var label = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && label[^1] != ' ')
            {
                label.Append(' ');
            }

            label.Append(i == 0 ? char.ToUpperInvariant(name[i]) : name[i]);
        }

        return label.ToString();
    }

    /// <summary>The entity's name in the singular, as <c>EntityInformation</c> has it: <c>Company</c> for <c>Companies</c>.</summary>
    public static string Singular(string entity) => entity switch
    {
        _ when entity.EndsWith("ies", StringComparison.Ordinal) => $"{entity[..^3]}y",
        _ when entity.EndsWith("xes", StringComparison.Ordinal) => entity[..^2],
        _ when entity.EndsWith('s') => entity[..^1],
        _ => entity,
    };
}
