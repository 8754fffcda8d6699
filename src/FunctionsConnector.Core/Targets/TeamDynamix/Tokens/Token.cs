namespace FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

/// <summary>A bearer token and the end of its use. Tokens of two logins differ even if their texts are equal.</summary>
internal sealed class Token(string text, DateTimeOffset usableUntil)
{
    public string Text => text;

    public DateTimeOffset UsableUntil => usableUntil;
}
