using System.Text.RegularExpressions;

namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for the names, versions and media types of operations.</summary>
internal static class OperationRules
{
    private static readonly string[] Verbs =
        ["Add", "Cancel", "Check", "Clear", "Create", "Delete", "Find", "Get", "List", "Preview", "Queue", "Read", "Remove", "Run", "Send", "Set", "Test", "Update"];

    public static IEnumerable<Problem> Ids(ConnectorFiles files)
    {
        var operations = new Swagger(files.Definition).Operations;
        return operations.Where(operation => !Regex.IsMatch(operation.Id, @"^[A-Za-z0-9]+(_V\d+)?\z"))
            .Concat(operations.GroupBy(operation => operation.Id, StringComparer.OrdinalIgnoreCase).SelectMany(group => group.Skip(1)))
            .Select(operation => new Problem(operation.At.Pointer, $"operationId '{operation.Id}' must be there, letters and digits, and unique, case aside"));
    }

    public static IEnumerable<Problem> Summaries(ConnectorFiles files) => All(
        files,
        operation => operation.Summary.Length is > 0 and <= 80 && Regex.IsMatch(operation.Summary, @"^[^/\\\[\]<>*%&?]*[A-Za-z0-9)]\z"),
        operation => $"summary '{operation.Summary}' must be there, at most 80 characters, without special ones, and end with a letter or digit");

    public static IEnumerable<Problem> Descriptions(ConnectorFiles files) => All(
        files,
        operation => operation.At.TextOf("description") is { Length: > 0 } description && !Same(description, operation.Summary),
        _ => "needs a description that is not its summary");

    public static IEnumerable<Problem> Wording(ConnectorFiles files) => All(
        files,
        operation => Regex.IsMatch(operation.Summary, "^[A-Za-z0-9 ()]*$")
            && operation.Summary.Split(' ') is [var first, .. var others]
            && (operation.At.Has("x-ms-trigger") ? operation.Summary.StartsWith("When a", StringComparison.Ordinal) : Verbs.Contains(first))
            && others.All(word => word.Length == 0 || !char.IsUpper(word[0]) || word.All(char.IsUpper)),
        operation => $"summary '{operation.Summary}' must be in sentence case and begin with a verb");

    public static IEnumerable<Problem> NoBodyOnGet(ConnectorFiles files) => All(
        files, operation => operation.Method != "GET" || operation.BodyParameter is null, _ => "is a GET with a body");

    public static IEnumerable<Problem> Paths(ConnectorFiles files)
    {
        var paths = (new Place(files.Definition, string.Empty).Find("paths")?.Properties ?? []).ToList();
        return paths.GroupBy(path => Regex.Replace(path.Name, @"\{[^}]*\}", "{}").ToUpperInvariant()).SelectMany(group => group.Skip(1))
            .Select(path => new Problem(path.Pointer, "is there twice"))
            .Concat(paths.Where(path => path.Name.IndexOfAny(['*', '?', '#']) >= 0).Select(path => new Problem(path.Pointer, "has *, ? or # in it")));
    }

    public static IEnumerable<Problem> MediaTypes(ConnectorFiles files)
    {
        string[] known = ["application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"];
        var swagger = new Swagger(files.Definition);
        return swagger.Operations.Select(operation => operation.At).Append(swagger.Root)
                .SelectMany(place => new[] { place.Find("consumes"), place.Find("produces") })
                .SelectMany(types => types?.Items ?? [])
                .Where(type => !known.Contains(type.Text))
                .Select(type => new Problem(type.Pointer, $"'{type.Text}' is no media type that platforms take"))
            .Concat(All(
                files,
                operation => operation.BodyParameter is null || Says(swagger, operation, "consumes"),
                _ => "has a body, and neither it nor the document says consumes"))
            .Concat(All(
                files,
                operation => operation.Reply is null || Says(swagger, operation, "produces"),
                _ => "replies, and neither it nor the document says produces"));
    }

    public static IEnumerable<Problem> Revisions(ConnectorFiles files) => All(
        files,
        operation => Regex.IsMatch(operation.Id, @"^([A-Z][a-z0-9]*)+(_V\d+)?\z") && Revision(operation) == (Suffix(operation) ?? "1"),
        operation => $"operationId '{operation.Id}' must be PascalCase, and its suffix the revision {Revision(operation)} of x-ms-api-annotation");

    public static IEnumerable<Problem> Deprecations(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        return All(
            files,
            operation => Replacement(operation) is var replacement
                && operation.At.Find("deprecated")?.IsTrue is true == replacement is not null
                && (replacement is null || (replacement.Has("api") && swagger.Find(replacement.TextOf("operationId")) is not null)),
            _ => "is deprecated and names no operation that replaces it, or names one and is not deprecated");
    }

    private static bool Says(Swagger swagger, SwaggerOperation operation, string name) =>
        (operation.At.Find(name) ?? swagger.Root.Find(name))?.Items.Any() is true;

    private static string? Revision(SwaggerOperation operation) => operation.At.Find("x-ms-api-annotation")?.Find("revision")?.Value?.ToJsonString();

    private static string? Suffix(SwaggerOperation operation) =>
        Regex.Match(operation.Id, @"_V(\d+)\z") is { Success: true } match ? match.Groups[1].Value : null;

    private static Place? Replacement(SwaggerOperation operation) => operation.At.Find("x-ms-api-annotation")?.Find("replacement");

    private static bool Same(string first, string second) => string.Equals(first.TrimEnd('.', ' '), second.TrimEnd('.', ' '), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Problem> All(ConnectorFiles files, Func<SwaggerOperation, bool> holds, Func<SwaggerOperation, string> what) =>
        new Swagger(files.Definition).Operations.Where(operation => !holds(operation)).Select(operation => new Problem(operation.At.Pointer, what(operation)));
}
