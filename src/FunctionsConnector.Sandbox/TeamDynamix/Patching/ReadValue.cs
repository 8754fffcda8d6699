namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>The result of converting a sent value.</summary>
/// <param name="Value">The value; null for empty.</param>
/// <param name="Refusal">The reason of a refusal.</param>
/// <param name="IsIgnored">Whether the value is ignored.</param>
internal readonly record struct ReadValue(object? Value, string? Refusal = null, bool IsIgnored = false)
{
    public static ReadValue Empty { get; }

    public static ReadValue Refused(string message) => new(null, message);

    public static ReadValue By(Reaction reaction, string message) =>
        reaction == Reaction.Refuse ? Refused(message) : new(null, null, IsIgnored: true);
}
