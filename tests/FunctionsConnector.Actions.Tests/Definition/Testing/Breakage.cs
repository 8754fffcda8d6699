namespace FunctionsConnector.Actions.Tests.Definition.Testing;

/// <summary>An intentional violation of a rule.</summary>
/// <param name="Row">The row of the rule.</param>
/// <param name="What">The violation.</param>
/// <param name="Apply">Applies it.</param>
/// <param name="Also">Related rows that it also violates.</param>
internal sealed record Breakage(string Row, string What, Func<ConnectorFiles, ConnectorFiles> Apply, params string[] Also)
{
    private const string FirstPath = "/api/systems/{system}/records/{recordType}/{recordId}/field";

    public static Breakage Of(string row, string what, Action<JsonObject> change, params string[] also) => new(
        row,
        what,
        files =>
        {
            change(files.Definition);
            return files;
        },
        also);

    /// <summary>Changes the operation UpdateField.</summary>
    public static Breakage OfOperation(string row, string what, Action<JsonObject> change, params string[] also) =>
        Of(row, what, definition => change(definition["paths"]![FirstPath]!["patch"]!.AsObject()), also);

    /// <summary>Changes an input of UpdateField's body.</summary>
    public static Breakage OfInput(string row, string what, string input, Action<JsonObject> change, params string[] also) =>
        Of(row, what, definition => change(definition["definitions"]!["FieldUpdate"]!["properties"]![input]!.AsObject()), also);

    /// <summary>Changes a shared parameter.</summary>
    public static Breakage OfParameter(string row, string what, string parameter, Action<JsonObject> change, params string[] also) =>
        Of(row, what, definition => change(definition["parameters"]![parameter]!.AsObject()), also);

    /// <summary>Changes the properties and their copy for certification.</summary>
    public static Breakage OfProperties(string row, string what, Action<JsonObject> change, params string[] also) => new(
        row,
        what,
        files =>
        {
            change(files.Properties["properties"]!.AsObject());
            change(files.CertificationProperties["properties"]!.AsObject());
            return files;
        },
        also);

    public override string ToString() => $"{Row}: {What}";
}
