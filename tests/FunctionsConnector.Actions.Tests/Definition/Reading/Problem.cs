namespace FunctionsConnector.Actions.Tests.Definition.Reading;

/// <summary>A broken rule.</summary>
/// <param name="Where">A JSON pointer, or the name of a file.</param>
/// <param name="What">The problem.</param>
internal sealed record Problem(string Where, string What)
{
    public override string ToString() => $"{(Where.Length == 0 ? "/" : Where)}: {What}";
}
