namespace FunctionsConnector.Settings;

/// <summary>What a target system may be called: something that is the same in a route, a setting and an environment variable.</summary>
internal static class TargetSystemName
{
    public static bool IsValid(string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
