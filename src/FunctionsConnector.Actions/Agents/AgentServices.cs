using System.Reflection;
using FunctionsConnector.Actions.Operations;
using ModelContextProtocol.Protocol;

namespace FunctionsConnector.Actions.Agents;

/// <summary>Registers the tools for agents.</summary>
internal static class AgentServices
{
    private const string Instructions =
        "Changes fields of records in business systems by name, and says what the record shows afterwards. It neither creates nor finds records. "
        + "Find names with list_systems, list_record_types, list_fields and list_choices. preview_update sends nothing. "
        + "Only the outcomes applied, adjusted and unchanged mean that the record shows the values. The error of a failed call says what to do.";

    public static void AddAgents(this IServiceCollection services)
    {
        services.AddSingleton<AgentTools>();
        services.AddSingleton<AgentEndpoint>();
        services.AddMcpServer(server =>
        {
            server.ServerInfo = new Implementation { Name = ProductName.Text, Version = Version };
            server.ServerInstructions = Instructions;
        }).WithHttpTransport(transport =>
        {
            transport.Stateless = true;
            transport.ConfigureSessionOptions = (context, server, _) =>
            {
                var tools = context.RequestServices.GetRequiredService<AgentTools>();
                var admitted = context.Features.Get<ActionRequest>()!;
                server.Handlers.ListToolsHandler = (_, _) => ValueTask.FromResult(tools.List);
                server.Handlers.CallToolHandler = (request, cancellationToken) => tools.CallAsync(admitted, request.Params, cancellationToken);
                return Task.CompletedTask;
            };
        });

        // The SDK writes lines of its own for each request. Those of its server quote the caller's text; the line of the operation has all that
        // the log needs, and a tool logs its own exceptions.
        services.AddLogging(logging => logging
            .AddFilter("ModelContextProtocol", LogLevel.Warning)
            .AddFilter("ModelContextProtocol.Server.McpServer", LogLevel.None));
    }

    private static string Version => typeof(AgentServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
