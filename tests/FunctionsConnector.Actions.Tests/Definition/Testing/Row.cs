using System.Runtime.CompilerServices;

namespace FunctionsConnector.Actions.Tests.Definition.Testing;

/// <summary>Checks the files against the row in the name of the calling test.</summary>
internal static class Row
{
    public static void Holds([CallerMemberName] string test = "")
    {
        var row = Of(test);
        var problems = RuleBook.All[row](ConnectorFiles.Read()).Select(problem => $"  {problem}").ToList();
        Assert.True(problems.Count == 0, $"{test.Replace('_', ' ')}, but:\n{string.Join('\n', problems)}");
    }

    public static string Of(string test) => test.Split('_')[0];
}
