using System.Text.RegularExpressions;
using FunctionsConnector.Actions.Tests.Definition.JsonSchema;

namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for the other files of the connector.</summary>
internal static class FolderRules
{
    private static readonly string[] Policies =
    [
        "convertarraytoobject", "convertobjecttoarray", "dynamichosturl", "encodepropertyvalue", "pollingtrigger", "routerequesttoendpoint",
        "setheader", "setproperty", "setqueryparameter", "setvaluefromurl", "stringreplace", "stringtoarray", "updatenextlink", UnknownToTheSchema,
    ];

    private const string UnknownToTheSchema = "setconnectionstatustounauthenticated";

    public static IEnumerable<Problem> Certification(ConnectorFiles files)
    {
        var copy = files.CertificationProperties["properties"]!.DeepClone().AsObject();
        foreach (var name in new[] { "publisher", "stackOwner" })
        {
            if (string.IsNullOrWhiteSpace(copy[name]?.ToString()))
            {
                yield return new Problem($"certification/apiProperties.json/properties/{name}", "is missing");
            }

            copy.Remove(name);
        }

        if (!JsonNode.DeepEquals(copy, files.Properties["properties"]))
        {
            yield return new Problem("certification/apiProperties.json", "must be apiProperties.json with publisher and stackOwner, and nothing else");
        }
    }

    public static IEnumerable<Problem> PolicyTemplates(ConnectorFiles files)
    {
        var operations = new Swagger(files.Definition).Operations.Select(operation => operation.Id).ToHashSet();
        var properties = new Place(files.Properties, "apiProperties.json").Find("properties")!;
        var groups = ConnectionParameters.Groups(files.Properties).ToList();
        foreach (var policy in properties.Find("policyTemplateInstances")?.Items ?? [])
        {
            if (!Policies.Contains(policy.TextOf("templateId"), StringComparer.OrdinalIgnoreCase))
            {
                yield return new Problem(policy.Pointer, $"there is no policy template {policy.TextOf("templateId")}");
            }

            foreach (var operation in (policy.Find("parameters")?.Find("x-ms-apimTemplate-operationName")?.Items ?? []).Where(name => !operations.Contains(name.Text!)))
            {
                yield return new Problem(operation.Pointer, $"there is no operation {operation.Text}");
            }

            foreach (var text in policy.All.Where(place => place.Text is not null))
            {
                foreach (var name in Regex.Matches(text.Text!, @"@connectionParameters\('([^']*)'").Select(match => match.Groups[1].Value).Where(name => groups.Exists(group => !group.Has(name))))
                {
                    yield return new Problem(text.Pointer, $"not every way to sign in has the connection parameter {name}");
                }
            }
        }

        foreach (var problem in Draft4.Problems("paconn-apiProperties.schema.json", Known(files.Properties)))
        {
            yield return problem with { Where = $"apiProperties.json{problem.Where}" };
        }
    }

    public static IEnumerable<Problem> Script(ConnectorFiles files) => files.Script switch
    {
        null => [],
        { Length: > 1_000_000 } => [new Problem("script.csx", "is larger than 1 MB")],
        var code when !Regex.IsMatch(code, @"class\s+Script\s*:\s*ScriptBase") => [new Problem("script.csx", "must have a class Script : ScriptBase")],
        var code when Regex.Match(code, @"System\.(Net\.Sockets|Diagnostics\.Process|IO\.File)") is { Success: true } match => [new Problem("script.csx", $"may not use {match.Value}")],
        _ => [],
    };

    public static IEnumerable<Problem> Settings(ConnectorFiles files)
    {
        foreach (var name in new[] { "connectorId", "environment" })
        {
            if (files.Settings[name]?.ToString() is { } value && !Regex.IsMatch(value, @"^(<.*>)?\z"))
            {
                yield return new Problem($"settings.json/{name}", $"'{value}' must be empty");
            }
        }

        foreach (var name in new[] { "apiProperties", "apiDefinition", "icon", "script" })
        {
            if (files.Settings[name]?.ToString() is { } file && !files.Names.Contains(file))
            {
                yield return new Problem($"settings.json/{name}", $"there is no file {file}");
            }
        }
    }

    /// <summary>Without what the schema does not know: one policy, and the parameter sets, which <see cref="ParameterSetTests"/> checks.</summary>
    private static JsonObject Known(JsonObject properties)
    {
        var known = properties.DeepClone().AsObject();
        known["properties"]!.AsObject().Remove("connectionParameterSets");
        var policies = known["properties"]!["policyTemplateInstances"]!.AsArray();
        policies.RemoveAll(policy => policy?["templateId"]?.ToString() == UnknownToTheSchema);
        return known;
    }
}
