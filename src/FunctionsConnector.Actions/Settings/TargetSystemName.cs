using System.Buffers;

namespace FunctionsConnector.Actions.Settings;

/// <summary>The valid names of a target system: the same text in a route, a setting and an environment variable.</summary>
internal static class TargetSystemName
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool IsValid(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Characters);
}
