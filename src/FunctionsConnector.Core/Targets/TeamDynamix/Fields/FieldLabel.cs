using System.Text.RegularExpressions;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>The label of a property name: "Responsible Group" for <c>ResponsibleGroupID</c>.</summary>
internal static partial class FieldLabel
{
    public static string Of(string name) => WordStart().Replace(IdAtEnd().Replace(name, string.Empty), " ");

    [GeneratedRegex("(?<=[a-z])(UID|Uid|ID|Utc)$")]
    private static partial Regex IdAtEnd();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart();
}
