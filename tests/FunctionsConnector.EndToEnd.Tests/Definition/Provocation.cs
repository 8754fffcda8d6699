using FunctionsConnector.Actions.Tests.Definition.Reading;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>One thing done wrong, by the caller or around the connector.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Arrange">Does it to the simulated systems.</param>
/// <param name="Secrets">Says why a secret cannot be had; null where it can.</param>
/// <param name="Request">Does it to the request.</param>
/// <param name="Body">What is sent as the body.</param>
/// <param name="CallsPerMinute">How many calls the caller may make, after which this is one more; null for any number.</param>
internal sealed record Provocation(
    string Name,
    Action<World>? Arrange = null,
    Func<string, Failure?>? Secrets = null,
    Action<HttpRequestMessage>? Request = null,
    string? Body = null,
    int? CallsPerMinute = null)
{
    public Provocation(string name, Func<Inputs, Inputs> Change)
        : this(name) => ChangeOf = _ => Change;

    public Provocation(string name, Func<SwaggerOperation, Func<Inputs, Inputs>?> Change)
        : this(name) => ChangeOf = Change;

    /// <summary>How the inputs of an operation are changed; null where it cannot be done to this one.</summary>
    public Func<SwaggerOperation, Func<Inputs, Inputs>?> ChangeOf { get; } = _ => inputs => inputs;

    /// <summary>Whether it needs systems of its own, because it changes them.</summary>
    public bool NeedsOwnWorld => Arrange is not null || Secrets is not null || CallsPerMinute is not null;

    public static Func<Inputs, Inputs> With(string input, JsonNode value) => inputs => inputs.With(input, value);

    public Task<World> StartAsync() => QueueingWorld.StartAsync(configure: builder =>
    {
        builder.Configuration["Connector:ApiKeys:0:CallsPerMinute"] = CallsPerMinute?.ToString(CultureInfo.InvariantCulture);
        if (Secrets is not null)
        {
            builder.Services.AddSingleton<ISecretSource>(new SecretsBut(Secrets));
        }
    });

    /// <summary>The reply to the call with this done wrong; null where it cannot be done to this operation.</summary>
    public async Task<Reply?> ProvokeAsync(SwaggerClient client, SwaggerOperation operation)
    {
        if (ChangeOf(operation) is not { } change || (Body is not null && operation.Body is null))
        {
            return null;
        }

        var inputs = change(Provocations.InputsOf(operation));
        for (var call = 0; call < CallsPerMinute; call++)
        {
            await client.CallAsync(operation, inputs, Request);
        }

        return Body is null ? await client.CallAsync(operation, inputs, Request) : await client.CallAsync(operation, inputs, Body, Request);
    }

    /// <summary>A source of secrets of which some cannot be had.</summary>
    private sealed class SecretsBut(Func<string, Failure?> missing) : ISecretSource
    {
        public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult<Result<string>>(
            missing(name) is { } failure ? failure : name switch { "flows-key" => World.ApiKey, "limited-key" => World.LimitedKey, _ => name });

        public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) => GetAsync(name, cancellationToken);
    }
}
