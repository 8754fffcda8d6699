namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for the dynamic extensions of inputs.</summary>
internal static class DynamicRules
{
    public static IEnumerable<Problem> Calls(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        return DynamicUse.All(swagger).SelectMany(use => Problems(swagger, use)).Concat(TestConnection(swagger)).Distinct();
    }

    /// <summary>References to other inputs exist. Those to the body have the prefix, except in the older extensions.</summary>
    public static IEnumerable<Problem> References(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        return DynamicUse.All(swagger).SelectMany(use => use.Arguments.Select(argument => Problem(swagger, use, argument))).OfType<Problem>().Distinct();
    }

    private static IEnumerable<Problem> Problems(Swagger swagger, DynamicUse use)
    {
        if (use.Input.TextOf("in") == "body")
        {
            yield return new Problem(use.At.Pointer, "may stand in the body's schema, not at the body itself");
        }

        if (swagger.Find(use.OperationId) is not { } called)
        {
            yield return new Problem(use.At.Pointer, $"there is no operation {use.OperationId}");
            yield break;
        }

        var taken = called.Parameters.Select(parameter => parameter.TextOf("name")).ToHashSet();
        foreach (var argument in use.Arguments.Where(argument => !taken.Contains(argument.At.Name)))
        {
            yield return new Problem(argument.At.Pointer, $"{called.Id} takes no {argument.At.Name}");
        }

        var given = use.Arguments.Select(argument => argument.At.Name).ToHashSet();
        foreach (var parameter in called.Parameters.Where(parameter => parameter.Find("required")?.IsTrue is true && !parameter.Has("default") && !given.Contains(parameter.TextOf("name")!)))
        {
            yield return new Problem(use.At.Pointer, $"{called.Id} needs {parameter.TextOf("name")}");
        }

        foreach (var problem in PathsOf(swagger, use, called))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> PathsOf(Swagger swagger, DynamicUse use, SwaggerOperation called)
    {
        var (result, value, title) = use.Paths;
        var found = result is null || called.Reply is null ? null : swagger.Property(called.Reply, result);
        if (found is null)
        {
            yield return new Problem(use.At.Pointer, $"the reply of {called.Id} has no '{result}'");
        }
        else if (use.IsPicker)
        {
            foreach (var path in new[] { value, title })
            {
                if (path is null || found.Find("items") is not { } entry || swagger.Property(entry, path) is null)
                {
                    yield return new Problem(use.At.Pointer, $"the entries of {called.Id} have no '{path}'");
                }
            }
        }
    }

    private static Problem? Problem(Swagger swagger, DynamicUse use, DynamicArgument argument)
    {
        if (argument.Input is not { } name)
        {
            return argument.Constant is null ? new Problem(argument.At.Pointer, "is neither a reference nor a constant") : null;
        }

        var isParameter = use.User.Parameters.Any(parameter => parameter.TextOf("name") == name);
        var isInBody = use.User.Body is { } body && swagger.Property(body, name) is not null;
        if (argument.SaysBody)
        {
            return isInBody && !use.IsLegacy ? null : new Problem(argument.At.Pointer, $"the body of {use.User.Id} has no {name}");
        }

        if (isParameter)
        {
            return null;
        }

        return !isInBody
            ? new Problem(argument.At.Pointer, $"{use.User.Id} has no input {name}")
            : use.IsLegacy && use.Input.Find(DynamicUse.Siblings[use.At.Name])?.Find("parameters")?.Find(argument.At.Name)?.TextOf("parameterReference") == $"body/{name}"
                ? null
                : new Problem(argument.At.Pointer, $"{name} is in the body: {(use.IsLegacy ? DynamicUse.Siblings[use.At.Name] : "this")} must say body/{name}");
    }

    private static IEnumerable<Problem> TestConnection(Swagger swagger)
    {
        var test = swagger.Root.Find("x-ms-capabilities")?.Find("testConnection");
        if (test is not null && swagger.Find(test.TextOf("operationId")) is not { Method: "GET" })
        {
            yield return new Problem(test.Pointer, "must name an operation that is a GET");
        }
    }
}
