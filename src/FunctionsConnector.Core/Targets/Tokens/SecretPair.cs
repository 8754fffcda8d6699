namespace FunctionsConnector.Core.Targets.Tokens;

/// <summary>The two secrets of a login. Its text is only its name, so that no secret gets into a message.</summary>
internal sealed record SecretPair(string First, string Second)
{
    public override string ToString() => nameof(SecretPair);
}
