using System.Text.RegularExpressions;

namespace FunctionsConnector.Actions.Tests.Samples;

/// <summary>Checks a flow against the definition of the connector: operations, inputs, and the outputs that expressions name.</summary>
internal static partial class FlowCheck
{
    /// <summary>What the flows call the connector until the import.</summary>
    public const string Connector = "shared_recordfieldupdater";

    private const string Body = "body/";

    public static IEnumerable<Problem> Problems(Swagger swagger, FlowPackage flow)
    {
        var root = new Place(flow.Definition, string.Empty);
        var actions = FlowAction.All(root).ToList();
        return actions.Where(action => action.OperationId is not null).SelectMany(action => Inputs(swagger, action))
            .Concat(actions.SelectMany(Order))
            .Concat(actions.SelectMany(action => Appended(root, action)))
            .Concat(actions.SelectMany(action => Unseen(action)))
            .Concat(root.All.Where(place => place.Text is not null).SelectMany(place => Expressions(swagger, root, actions, place)));
    }

    private static IEnumerable<Problem> Inputs(Swagger swagger, FlowAction action)
    {
        if (swagger.Find(action.OperationId) is not { IsInternal: false } operation)
        {
            yield return new Problem(action.At.Pointer, $"there is no visible operation {action.OperationId}");
            yield break;
        }

        var given = action.Parameters.ToDictionary(parameter => parameter.Name);
        foreach (var (name, parameter) in given)
        {
            if (Schema(swagger, operation, name) is not { } schema)
            {
                yield return new Problem(parameter.Pointer, $"{operation.Id} takes no {name}");
            }
            else if (!IsExpression(parameter))
            {
                foreach (var problem in ReplyCheck.Problems(swagger, schema, parameter))
                {
                    yield return problem;
                }
            }
        }

        var required = operation.Parameters.Where(parameter => parameter.Find("required")?.IsTrue is true).Select(parameter => parameter.TextOf("name")!)
            .Concat((operation.Body?.Find("required")?.Items ?? []).Select(name => $"{Body}{name.Text}"));
        foreach (var name in required.Where(name => !given.ContainsKey(name)))
        {
            yield return new Problem(action.At.Pointer, $"{operation.Id} needs {name}");
        }
    }

    /// <summary>The schema of an input; that of a text where only the system knows it, as below <c>fields</c>.</summary>
    private static Place? Schema(Swagger swagger, SwaggerOperation operation, string name)
    {
        if (!name.StartsWith(Body, StringComparison.Ordinal))
        {
            return operation.Parameters.FirstOrDefault(parameter => parameter.TextOf("name") == name);
        }

        var steps = name[Body.Length..].Split('/');
        var schema = operation.Body is { } body ? swagger.Property(body, steps[0]) : null;
        return steps.Length == 1 || schema is null || schema.TextOf("type") != "object" || schema.Has("properties")
            ? steps.Length == 1 ? schema : null
            : new Place(new JsonObject(), schema.Pointer);
    }

    private static IEnumerable<Problem> Order(FlowAction action) =>
        from before in action.At.Find("runAfter")?.Properties ?? []
        where before.Name == action.Name || !action.Siblings.Contains(before.Name)
        select new Problem(before.Pointer, "there is no such action beside it");

    private static IEnumerable<Problem> Appended(Place root, FlowAction action) =>
        action.At.TextOf("type") == "AppendToArrayVariable" && !Variables(root).Contains(action.At.Find("inputs")?.TextOf("name"))
            ? [new Problem(action.At.Pointer, "there is no variable to append to")]
            : [];

    /// <summary>In a loop, an action that failed without a reply would be counted as one that succeeded.</summary>
    private static IEnumerable<Problem> Unseen(FlowAction action) =>
        action.At.Pointer.Contains("/Apply_to_each/", StringComparison.Ordinal)
        && action.At.Find("expression")?.All.Any(place => place.Text?.Contains("succeeded", StringComparison.Ordinal) is true) is true
        && action.At.Find("runAfter")!.Properties.Any(before => before.Items.All(status => status.Text != "Failed"))
            ? [new Problem(action.At.Pointer, "a failed action is not seen")]
            : [];

    private static IEnumerable<Problem> Expressions(Swagger swagger, Place root, List<FlowAction> actions, Place place)
    {
        foreach (Match use in Use().Matches(place.Text!))
        {
            var (function, name) = (use.Groups["function"].Value, use.Groups["name"].Value);
            if (function == "variables" ? !Variables(root).Contains(name) : !actions.Exists(action => action.Name == name))
            {
                yield return new Problem(place.Pointer, $"there is no {name} to take {function} of");
            }
            else if (actions.Find(action => action.Name == name) is { OperationId: { } operationId } && Lost(swagger, operationId, function, use.Groups["path"].Value) is { } lost)
            {
                yield return new Problem(place.Pointer, $"the reply of {operationId} has no {lost}");
            }
        }
    }

    /// <summary>The path where the reply does not have it.</summary>
    private static string? Lost(Swagger swagger, string operationId, string function, string path)
    {
        var steps = Step().Matches(path).SelectMany(step => step.Groups[1].Value.Split('/')).ToList();
        if (function == "outputs" && steps is ["statusCode"])
        {
            // Every action over HTTP has it beside its body.
            return null;
        }

        if (function == "outputs" && steps is ["body", ..])
        {
            steps.RemoveAt(0);
        }

        var reached = steps.Aggregate(swagger.Find(operationId)?.Reply, (schema, step) => schema is null ? null : swagger.Property(schema, step));
        return reached is null ? string.Join('/', steps) : null;
    }

    private static IEnumerable<string?> Variables(Place root) => root.All
        .Where(place => place.TextOf("type") == "InitializeVariable")
        .SelectMany(place => place.Find("inputs")!.Find("variables")!.Items)
        .Select(variable => variable.TextOf("name"));

    private static bool IsExpression(Place value) => value.Text is { } text && (text.StartsWith('@') || text.Contains("@{", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<function>body|outputs|items|variables)\('(?<name>[^']+)'\)(?<path>(\??\['[^']+'\])*)")]
    private static partial Regex Use();

    [GeneratedRegex(@"\['([^']+)'\]")]
    private static partial Regex Step();
}
