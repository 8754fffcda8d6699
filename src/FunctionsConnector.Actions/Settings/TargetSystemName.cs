using System.Buffers;

namespace FunctionsConnector.Actions.Settings;

/// <summary>What a target system may be called: something that is the same in a route, a setting and an environment variable.</summary>
internal static class TargetSystemName
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool IsValid(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Characters);
}
