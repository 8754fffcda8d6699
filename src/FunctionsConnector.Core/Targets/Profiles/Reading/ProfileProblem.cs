namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>A problem of a profile.</summary>
/// <param name="Pointer">The JSON Pointer (RFC 6901) of the place.</param>
/// <param name="Text">What is wrong and the fix, as it reads after the pointer.</param>
internal sealed record ProfileProblem(string Pointer, string Text)
{
    public override string ToString() => $"{(Pointer.Length == 0 ? "The file" : Pointer)} {Text}";
}
