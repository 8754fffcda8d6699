using System.Text.RegularExpressions;

namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for the names and descriptions of inputs.</summary>
internal static class ParameterRules
{
    private static readonly string[] Explaining = ["x-ms-summary", "description"];

    private static readonly string[] SmallWords = ["a", "an", "and", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"];

    public static IEnumerable<Problem> InPaths(ConnectorFiles files)
    {
        foreach (var operation in new Swagger(files.Definition).Operations)
        {
            var named = Regex.Matches(operation.Template, @"\{([^}]*)\}").Select(match => match.Groups[1].Value).ToList();
            var declared = operation.Parameters.Where(parameter => parameter.TextOf("in") == "path").ToList();
            foreach (var name in named.Except(declared.Select(parameter => parameter.TextOf("name"))))
            {
                yield return new Problem(operation.At.Pointer, $"has {{{name}}} in its path and no such parameter");
            }

            foreach (var parameter in declared)
            {
                if (!named.Contains(parameter.TextOf("name")!) || parameter.Find("required")?.IsTrue is not true || parameter.TextOf("x-ms-url-encoding") is not ("single" or "double"))
                {
                    yield return new Problem(parameter.Pointer, $"{operation.Id} must have it in its path, required, and with x-ms-url-encoding");
                }
            }
        }
    }

    public static IEnumerable<Problem> Names(ConnectorFiles files) =>
        from parameter in new Swagger(files.Definition).Parameters
        let name = parameter.TextOf("name")
        where Is(name, "connectionId") || (parameter.TextOf("in") == "header" && Is(name, "Authorization"))
        select new Problem(parameter.Pointer, $"{name} is the platform's own");

    public static IEnumerable<Problem> Hidden(ConnectorFiles files) =>
        from input in Inputs(files)
        where input.At.TextOf("x-ms-visibility") == "internal" && input.IsRequired != input.At.Has("default")
        select new Problem(input.At.Pointer, "what is internal and required needs a default, and what has a default must be required");

    public static IEnumerable<Problem> SummaryLengths(ConnectorFiles files) =>
        from input in Inputs(files)
        where input.At.TextOf("x-ms-summary")?.Length > 80
        select new Problem(input.At.Pointer, "x-ms-summary has more than 80 characters");

    public static IEnumerable<Problem> Explanations(ConnectorFiles files) =>
        from input in Inputs(files)
        where input.At.TextOf("x-ms-visibility") != "internal" && !input.At.Has("$ref")
        from name in Explaining
        where string.IsNullOrWhiteSpace(input.At.TextOf(name))
        select new Problem(input.At.Pointer, $"has no {name}");

    public static IEnumerable<Problem> TitleCase(ConnectorFiles files) =>
        from input in Inputs(files)
        let summary = input.At.TextOf("x-ms-summary")
        where summary is not null && (char.IsLower(summary[0]) || summary.Split(' ').Any(word => word.Length > 0 && char.IsLower(word[0]) && !SmallWords.Contains(word)))
        select new Problem(input.At.Pointer, $"x-ms-summary '{summary}' must be in Title Case");

    /// <summary>All descriptions. A property with the name "description" is none, but has one.</summary>
    public static IEnumerable<Problem> Punctuation(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        return swagger.Operations.Select(operation => operation.At)
            .Concat(swagger.Operations.SelectMany(operation => operation.Responses))
            .Concat(Inputs(files).Select(input => input.At))
            .Append(swagger.Root.Find("info"))
            .Select(place => place?.Find("description"))
            .OfType<Place>()
            .Where(description => description.Text?.TrimEnd().EndsWith('.') is not true)
            .Select(description => new Problem(description.Pointer, "must end with a full stop"));
    }

    /// <summary>All parameters and schemas below a body or a reply, and whether they are required.</summary>
    private static IEnumerable<(Place At, bool IsRequired)> Inputs(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        var required = swagger.Schemas
            .SelectMany(schema => (schema.Find("required")?.Items ?? []).Select(name => $"{schema.Pointer}/properties/{name.Text}"))
            .ToHashSet();
        return swagger.Parameters.Select(parameter => (parameter, parameter.Find("required")?.IsTrue is true))
            .Concat(swagger.Schemas.Where(schema => !schema.Has("$ref")).Select(schema => (schema, required.Contains(schema.Pointer))));
    }

    private static bool Is(string? name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
