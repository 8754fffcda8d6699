namespace FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

/// <summary>A bearer token and until when it is used. Two logins give two tokens, be their texts the same.</summary>
internal sealed class Token(string text, DateTimeOffset usableUntil)
{
    public string Text => text;

    public DateTimeOffset UsableUntil => usableUntil;
}
