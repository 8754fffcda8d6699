namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>A value as sent, made into one that can be kept.</summary>
/// <param name="Value">The value; null for empty.</param>
/// <param name="Refusal">Why it cannot be kept.</param>
/// <param name="IsIgnored">Neither kept nor refused.</param>
internal readonly record struct ReadValue(object? Value, string? Refusal = null, bool IsIgnored = false)
{
    public static ReadValue Empty { get; }

    public static ReadValue Refused(string message) => new(null, message);

    public static ReadValue By(Reaction reaction, string message) =>
        reaction == Reaction.Refuse ? Refused(message) : new(null, null, IsIgnored: true);
}
