namespace FunctionsConnector.Actions.Tests.Definition.Releases;

/// <summary>Finds breaking changes in the schemas of bodies and replies.</summary>
internal sealed class SchemaChanges(Swagger beforeIn, Swagger afterIn)
{
    /// <summary>New properties and choices of an input are allowed, removed ones are not.</summary>
    public IEnumerable<Problem> OfInput(Place? before, Place? after, string where) => Compare(before, after, where, isInput: true);

    /// <summary>New properties of a reply are allowed, removed ones are not.</summary>
    public IEnumerable<Problem> OfOutput(Place? before, Place? after, string where) => Compare(before, after, where, isInput: false);

    private IEnumerable<Problem> Compare(Place? given, Place? other, string where, bool isInput)
    {
        if (given is null || other is null)
        {
            return given is null ? [] : [new Problem(where, "is gone")];
        }

        var (before, after) = (beforeIn.Resolve(given), afterIn.Resolve(other));
        if (before.TextOf("type") != after.TextOf("type") || before.TextOf("format") != after.TextOf("format"))
        {
            return [new Problem(before.Pointer, $"was {before.TextOf("type")} {before.TextOf("format")} and is {after.TextOf("type")} {after.TextOf("format")}")];
        }

        return (before.Find("properties")?.Properties ?? [])
            .SelectMany(property => Compare(property, after.Find("properties")?.Find(property.Name), property.Pointer, isInput))
            .Concat(before.Find("items") is { } items ? Compare(items, after.Find("items"), items.Pointer, isInput) : [])
            .Concat(isInput ? Required(before, after) : [])
            .Concat(isInput ? Choices(before, after) : []);
    }

    private static IEnumerable<Problem> Required(Place before, Place after) =>
        from name in after.Find("required")?.Items ?? []
        where before.Find("required")?.Items.Any(old => old.Text == name.Text) is not true
        select new Problem(name.Pointer, $"{name.Text} was not required before");

    private static IEnumerable<Problem> Choices(Place before, Place after) =>
        from choice in before.Find("enum")?.Items ?? []
        where after.Find("enum") is { } choices && !choices.Items.Any(other => JsonNode.DeepEquals(other.Value, choice.Value))
        select new Problem(choice.Pointer, $"{choice.Text} is no longer a choice");
}
