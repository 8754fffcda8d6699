using System.Text;
using System.Text.Json;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Operations;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace FunctionsConnector.Actions.Agents;

/// <summary>The tools: operations by their ids in snake case, as <c>tools.json</c> describes them. All checks are those of the operations.</summary>
internal sealed class AgentTools
{
    private readonly ActionRunner _runner;
    private readonly ILogger<AgentTools> _logger;
    private readonly Dictionary<string, AgentTool> _byName;

    public AgentTools(IServiceProvider services, ActionRunner runner, ILogger<AgentTools> logger)
    {
        (_runner, _logger) = (runner, logger);
        List = Read();
        _byName = List.Tools.ToDictionary(tool => tool.Name, tool => Of(tool, services), StringComparer.Ordinal);
    }

    public ListToolsResult List { get; }

    /// <summary>Runs a tool for an admitted request.</summary>
    /// <returns>The reply of its operation; a failure is an error with the same JSON.</returns>
    /// <exception cref="McpProtocolException">There is no such tool.</exception>
    public async ValueTask<CallToolResult> CallAsync(ActionRequest request, CallToolRequestParams? parameters, CancellationToken cancellationToken)
    {
        if (parameters is null || !_byName.TryGetValue(parameters.Name, out var tool))
        {
            throw new McpProtocolException($"There is no such tool. The tools are {string.Join(", ", _byName.Keys)}.", McpErrorCode.InvalidParams);
        }

        var reply = await RunAsync(request, tool, parameters.Arguments, cancellationToken);
        return new CallToolResult
        {
            IsError = reply.Failure is not null,
            StructuredContent = JsonElement.Parse(reply.Body.Span),

            // For clients that do not know structured content.
            Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(reply.Body.Span) }],
        };
    }

    private async ValueTask<ActionReply> RunAsync(
        ActionRequest request, AgentTool tool, IDictionary<string, JsonElement>? arguments, CancellationToken cancellationToken)
    {
        try
        {
            (request, var problem) = AgentArguments.Read(request, tool, arguments ?? new Dictionary<string, JsonElement>());
            return problem is null
                ? await _runner.RunAsync(tool.Route, tool.Action.Value, request, cancellationToken)
                : _runner.Refuse(tool.Route, request, problem);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The SDK would only say that an error occurred.
            _logger.Crashed(exception, tool.Route.OperationId, request.RequestId);
            return ActionReply.Of(InternalFailure.Value, request.RequestId);
        }
    }

    /// <summary>The operation's id of a tool: <c>UpdateField</c> for <c>update_field</c>.</summary>
    internal static string OperationOf(string tool) => string.Concat(tool.Split('_').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));

    private static AgentTool Of(Tool tool, IServiceProvider services)
    {
        var route = ActionRoutes.All.Single(route => route.OperationId == OperationOf(tool.Name));
        return new AgentTool(tool, route, new Lazy<IAction>(() => route.Create(services)));
    }

    /// <summary>The tools as agents see them.</summary>
    internal static ListToolsResult Read()
    {
        using var stream = typeof(AgentTools).Assembly.GetManifestResourceStream("tools.json")!;
        return (ListToolsResult)JsonSerializer.Deserialize(stream, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ListToolsResult)))!;
    }
}
