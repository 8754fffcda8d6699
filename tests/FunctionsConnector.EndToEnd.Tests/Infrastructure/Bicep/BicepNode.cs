namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Bicep;

/// <summary>A node of the syntax tree of a Bicep file.</summary>
/// <param name="Type">What the grammar calls it; of a keyword or sign, the text itself.</param>
/// <param name="Field">What it is to its parent; null where the grammar does not say.</param>
/// <param name="Text">Its text, where it has no children.</param>
/// <param name="Children">Its parts, keywords and signs included.</param>
internal sealed record BicepNode(string Type, string? Field, string Text, IReadOnlyList<BicepNode> Children)
{
    private static readonly string[] FirstOperands = ["object", "left", "condition"];

    public BicepNode this[string field] => Children.Single(child => child.Field == field);

    public BicepNode Only(string type) => Children.Single(child => child.Type == type);

    public BicepNode First(string type) => Children.First(child => child.Type == type);

    public bool Has(string type) => Children.Any(child => child.Type == type);

    public IEnumerable<BicepNode> All(string type) => Children.Where(child => child.Type == type);

    /// <summary>The parts that are no keyword, sign or comment: those are called by their own text.</summary>
    public IReadOnlyList<BicepNode> Parts =>
        [.. Children.Where(child => (child.Children.Count > 0 || child.Type != child.Text || child.Type == "null") && child.Type is not ("comment" or "diagnostic_comment"))];

    /// <summary>The same tree, mended where the grammar is wrong about Bicep.</summary>
    public BicepNode Mended()
    {
        var node = this with { Children = [.. Children.Select(child => child.Mended())] };
        return node.Type == "array" ? node with { Children = WithWholeCalls(node.Children) } : WithWholeLambda(node);
    }

    /// <summary>
    /// Everything after the arrow is the body of a lambda. The grammar ends the body at the first operand and takes <c>x => x.name</c>
    /// for the <c>name</c> of a lambda.
    /// </summary>
    private static BicepNode WithWholeLambda(BicepNode node)
    {
        if (node.Children.FirstOrDefault(child => FirstOperands.Contains(child.Field)) is not { Type: "lambda_expression" } lambda)
        {
            return node;
        }

        var body = node with { Field = null, Children = [.. node.Children.Select(child => ReferenceEquals(child, lambda) ? lambda.Children[^1] with { Field = lambda.Field } : child)] };
        return lambda with { Field = node.Field, Children = [.. lambda.Children.SkipLast(1), body] };
    }

    /// <summary>The grammar takes a call in an array for two items: a name, and something in brackets.</summary>
    private static List<BicepNode> WithWholeCalls(IReadOnlyList<BicepNode> items)
    {
        var whole = new List<BicepNode>();
        foreach (var item in items)
        {
            if (item.Type == "parenthesized_expression" && whole is [.., { Type: "identifier" } function])
            {
                whole[^1] = new BicepNode("call_expression", null, string.Empty, [function with { Field = "function" }, item with { Type = "arguments", Field = "arguments" }]);
            }
            else
            {
                whole.Add(item);
            }
        }

        return whole;
    }
}
