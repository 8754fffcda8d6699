namespace FunctionsConnector.Core.Targets.Tokens;

/// <summary>A bearer token and how long it is used from its login on. Tokens of two logins differ even if their texts are equal.</summary>
internal sealed class Token(string text, TimeSpan usableFor)
{
    public string Text => text;

    public TimeSpan UsableFor => usableFor;
}
