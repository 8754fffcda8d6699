using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Tests.Definition.Reading;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>The replies of all operations to all provocations. Made once and shared by the tests.</summary>
public sealed class ProvokedReplies : IAsyncLifetime
{
    private readonly List<ProvokedReply> _replies = [];

    internal Swagger Definition { get; private set; } = null!;

    internal IReadOnlyList<ProvokedReply> Of(string operationId) => [.. _replies.Where(reply => reply.OperationId == operationId)];

    public async ValueTask InitializeAsync()
    {
        await using var shared = await QueueingWorld.StartAsync();
        Definition = (await SwaggerClient.ImportAsync(shared)).Swagger;
        foreach (var route in ActionRoutes.All.Where(route => Definition.Find(route.OperationId) is not null))
        {
            foreach (var provocation in Provocations.All.Where(provocation => !provocation.NeedsOwnWorld))
            {
                await AddAsync(shared, route.OperationId, provocation);
            }

            foreach (var provocation in Provocations.All.Where(provocation => provocation.NeedsOwnWorld))
            {
                await using var world = await provocation.StartAsync();
                provocation.Arrange?.Invoke(world);
                await AddAsync(world, route.OperationId, provocation);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task AddAsync(World world, string operationId, Provocation provocation)
    {
        var client = await SwaggerClient.ImportAsync(world);
        if (await provocation.ProvokeAsync(client, client.Operation(operationId)) is { } reply)
        {
            _replies.Add(new ProvokedReply(operationId, provocation.Name, reply));
        }
    }
}

/// <summary>The reply of an operation to a provocation.</summary>
internal sealed record ProvokedReply(string OperationId, string What, Reply Reply);
