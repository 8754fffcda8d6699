namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>The texts that a vendor has for booleans, such as Y and N.</summary>
internal sealed record BooleanForm(string True, string False)
{
    public string Write(string canonical) => canonical == "true" ? True : False;

    /// <summary>The canonical text; another text as it is, which no comparison takes for a boolean.</summary>
    public string Read(string text) => text == True ? "true" : text == False ? "false" : text;
}
