using FunctionsConnector.Actions.Operations;
using Microsoft.AspNetCore.Routing;

namespace FunctionsConnector.Actions.Http;

/// <summary>One HTTP route of both homes: an operation, a public route, or the endpoint for agents.</summary>
/// <param name="Name">The operation's id, or the name of the other route.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path without a leading slash, see <see cref="RouteTemplates"/>.</param>
public sealed record HttpRoute(string Name, string Method, string Template)
{
    /// <summary>The row of the route table; null on another route.</summary>
    internal ActionRoute? Operation { get; init; }

    /// <summary>The action of the operation, created at its first use; null on another route.</summary>
    internal Lazy<IAction>? Action { get; init; }

    /// <summary>Makes the reply of a public route, which needs no key; null on another route.</summary>
    internal Func<HttpRequest, ActionReply>? Public { get; init; }

    /// <summary>Whether it is the endpoint for agents.</summary>
    internal bool IsForAgents { get; init; }

    /// <summary>Whether every parameter of the template has a value.</summary>
    internal bool HasValues(RouteValueDictionary values) =>
        Template.Split('/').Where(segment => segment.StartsWith('{')).All(segment => values.ContainsKey(segment.Trim('{', '}')));

    /// <summary>Whether the path is one of this route, for any method. Case does not matter, as in ASP.NET Core's routing.</summary>
    internal bool Matches(ReadOnlySpan<char> path)
    {
        var (template, given) = (Template.Split('/'), path.Trim('/').ToString().Split('/'));
        return template.Length == given.Length && template.Zip(given).All(segment => segment.First.StartsWith('{')
            ? segment.Second.Length > 0
            : string.Equals(segment.First, segment.Second, StringComparison.OrdinalIgnoreCase));
    }
}
