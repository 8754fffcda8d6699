using FunctionsConnector.Actions.Tests.Definition.Reading;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>
/// Fills in an action as a designer does. It calls the operations of the dynamic inputs with the values so far, and reads their replies at
/// the given paths. Old and new designers read different extensions; both must have the same result.
/// </summary>
internal sealed class Designer(SwaggerClient client)
{
    /// <summary>The choices in the picker of an input.</summary>
    public async Task<IReadOnlyList<Option>> OptionsAsync(SwaggerOperation operation, string input, Inputs filledIn)
    {
        var lists = new List<IReadOnlyList<Option>>();
        foreach (var use in UsesOf(operation, input).Where(use => use.IsPicker))
        {
            var (collection, value, title) = use.Paths;
            lists.Add([.. At(await AskAsync(use, filledIn), collection!)!.Items.Select(entry => new Option(entry.TextOf(value!)!, entry.TextOf(title!)!, entry))]);
        }

        lists.Count.ShouldBe(2, $"the picker of {input} in {operation}");
        lists[1].Select(option => (option.Value, option.Title)).ShouldBe(lists[0].Select(option => (option.Value, option.Title)));
        return lists[0];
    }

    /// <summary>The schema for the form of an input, or for the outputs in a reply.</summary>
    public async Task<Place> FormAsync(SwaggerOperation operation, string input, Inputs filledIn)
    {
        var forms = new List<Place>();
        foreach (var use in UsesOf(operation, input).Where(use => !use.IsPicker))
        {
            forms.Add(At(await AskAsync(use, filledIn), use.Paths.Result!)!);
        }

        forms.Count.ShouldBe(2, $"the form of {input} in {operation}");
        JsonNode.DeepEquals(forms[0].Value, forms[1].Value).ShouldBeTrue();
        return forms[0];
    }

    private static Place? At(Place reply, string path) => path.Split('/').Aggregate((Place?)reply, (place, step) => place?.Find(step));

    private IEnumerable<DynamicUse> UsesOf(SwaggerOperation operation, string input)
    {
        var inBody = operation.Body is { } body ? client.Swagger.Property(body, input) : null;
        var inReply = operation.Reply is { } reply ? client.Swagger.Property(reply, input) : null;
        var pointers = new[] { operation.Parameters.FirstOrDefault(parameter => parameter.TextOf("name") == input), inBody, inBody?.Find("items"), inReply }
            .OfType<Place>()
            .Select(place => place.Pointer)
            .ToHashSet();
        return DynamicUse.Of(client.Swagger, operation).Where(use => pointers.Contains(use.Input.Pointer));
    }

    private async Task<Place> AskAsync(DynamicUse use, Inputs filledIn)
    {
        var inputs = use.Arguments.Aggregate(Inputs.None, (given, argument) => given.With(argument.At.Name, argument.Constant ?? filledIn[argument.Input!]));
        var reply = await client.CallAsync(client.Operation(use.OperationId!), inputs);
        reply.Status.ShouldBe(200, $"{use.OperationId} for {use.Input.Pointer}: {reply.Body}");
        return new Place(JsonNode.Parse(reply.Body.GetRawText()), string.Empty);
    }
}

/// <summary>A choice of a picker.</summary>
/// <param name="Value">The sent value.</param>
/// <param name="Title">The displayed title.</param>
/// <param name="Entry">The whole entry of the list.</param>
internal sealed record Option(string Value, string Title, Place Entry);
