using System.Text.RegularExpressions;

namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for the readmes and their examples.</summary>
internal static class ReadmeRules
{
    private static readonly string[] Headings =
    [
        "## Publisher: ", "## Prerequisites", "## Supported Operations", "## Obtaining Credentials", "## Getting Started",
        "## Known Issues and Limitations", "## Frequently Asked Questions", "## Deployment Instructions",
    ];

    private static readonly string[] Address = ["system", "recordType", "recordId"];

    private static readonly JsonReaderOptions SeveralWithComments = new() { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip };

    public static IEnumerable<Problem> Sections(ConnectorFiles files)
    {
        var lines = files.Readme.ReplaceLineEndings("\n").Split('\n');
        foreach (var heading in Headings.Where(heading => !lines.Any(line => line.StartsWith(heading, StringComparison.Ordinal))))
        {
            yield return new Problem("readme.md", $"has no heading '{heading.Trim()}'");
        }

        var documented = lines.SkipWhile(line => line != "## Supported Operations").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line[4..])
            .ToList();
        var visible = new Swagger(files.Definition).Operations.Where(operation => !operation.IsInternal).Select(operation => operation.Summary).ToList();
        foreach (var summary in visible.Except(documented))
        {
            yield return new Problem("readme.md", $"has no section '### {summary}'");
        }

        foreach (var section in documented.Except(visible))
        {
            yield return new Problem("readme.md", $"has a section '### {section}', and there is no such operation");
        }
    }

    /// <summary>
    /// Examples with the name of an operation fit it. Other JSON in the repository's documents is a failure, a body of some operation, or a
    /// message, which is a body with the record in it.
    /// </summary>
    public static IEnumerable<Problem> Examples(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        var documents = Blocks(files.Documents).ToLookup(block => block.Info.Contains(' ', StringComparison.Ordinal));
        foreach (var (info, text) in Blocks(files.Readme).Concat(documents[true]))
        {
            var words = info.Split(' ');
            var operation = swagger.Find(words.ElementAtOrDefault(1));
            if ((words.ElementAtOrDefault(2) == "request" ? operation?.Body : operation?.Reply) is not { } schema)
            {
                yield return new Problem("readme.md", $"'{info}' names neither a request nor a reply");
                continue;
            }

            foreach (var problem in Values(text).SelectMany(value => ReplyCheck.Problems(swagger, schema, value)))
            {
                yield return new Problem("readme.md", $"{info}: {problem}");
            }
        }

        var bodies = swagger.Operations.Select(operation => operation.Body).OfType<Place>().ToList();
        foreach (var value in documents[false].SelectMany(block => Values(block.Text)).Where(value => !value.Has("error")).Select(BodyOf))
        {
            if (bodies.All(body => ReplyCheck.Problems(swagger, body, value).Any()))
            {
                yield return new Problem("documents", $"{value.Value?.ToJsonString()} is the body of no operation");
            }
        }
    }

    private static Place BodyOf(Place value)
    {
        if (Address.All(value.Has))
        {
            Array.ForEach([.. Address, "id"], name => value.Value!.AsObject().Remove(name));
        }

        return value;
    }

    private static IEnumerable<(string Info, string Text)> Blocks(string markdown) =>
        Regex.Matches(markdown.ReplaceLineEndings("\n"), @"^```(json[^\n]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static List<Place> Values(string text)
    {
        var values = new List<Place>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), SeveralWithComments);
        while (reader.Read())
        {
            values.Add(new Place(JsonNode.Parse(ref reader), string.Empty));
        }

        return values;
    }
}
