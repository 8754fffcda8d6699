namespace FunctionsConnector.Actions.Tests.Definition.Reading;

/// <summary>An operation of the definition.</summary>
internal sealed class SwaggerOperation(Swagger swagger, Place path, Place at)
{
    public Place At => at;

    /// <summary>Empty for none.</summary>
    public string Id => at.TextOf("operationId") ?? string.Empty;

    public string Summary => at.TextOf("summary") ?? string.Empty;

    /// <summary>In capitals.</summary>
    public string Method => at.Name.ToUpperInvariant();

    /// <summary>The path of the definition, below its base path.</summary>
    public string Template => path.Name;

    /// <summary>The whole path, with the base path.</summary>
    public string Route => (swagger.Root.TextOf("basePath") ?? "/").TrimEnd('/') + Template;

    public bool IsInternal => at.TextOf("x-ms-visibility") == "internal";

    /// <summary>All parameters, with references.</summary>
    public IEnumerable<Place> DeclaredParameters => (path.Find("parameters")?.Items ?? []).Concat(at.Find("parameters")?.Items ?? []);

    /// <summary>Resolved, without the body.</summary>
    public IEnumerable<Place> Parameters => DeclaredParameters.Select(swagger.Resolve).Where(parameter => parameter.TextOf("in") != "body");

    /// <summary>The body parameter.</summary>
    public Place? BodyParameter => DeclaredParameters.Select(swagger.Resolve).FirstOrDefault(parameter => parameter.TextOf("in") == "body");

    /// <summary>The body's schema, resolved.</summary>
    public Place? Body => BodyParameter?.Find("schema") is { } schema ? swagger.Resolve(schema) : null;

    public IEnumerable<Place> Responses => at.Find("responses")?.Properties ?? [];

    public IEnumerable<Place> Successes => Responses.Where(response => response.Name.StartsWith('2'));

    /// <summary>The schema of the reply, resolved.</summary>
    public Place? Reply => Successes.Select(response => response.Find("schema")).OfType<Place>().Select(swagger.Resolve).FirstOrDefault();

    public override string ToString() => Id;
}
