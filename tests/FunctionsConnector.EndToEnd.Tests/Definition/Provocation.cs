using FunctionsConnector.Actions.Tests.Definition.Reading;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>An error of the caller, of a vendor or of the vault.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arrange">Prepares the simulated systems.</param>
/// <param name="Secrets">Returns the failure of reading a secret; null for none.</param>
/// <param name="Request">Changes the request.</param>
/// <param name="Body">The sent body.</param>
/// <param name="CallsPerMinute">The rate limit of the caller, which the provoked call exceeds; null for none.</param>
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

    /// <summary>Changes the inputs of an operation; null if it does not apply to the operation.</summary>
    public Func<SwaggerOperation, Func<Inputs, Inputs>?> ChangeOf { get; } = _ => inputs => inputs;

    /// <summary>Whether it needs separate systems, because it changes them.</summary>
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

    /// <summary>The reply to the call with this error; null if it does not apply to the operation.</summary>
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

    /// <summary>A source in which some secrets are not available.</summary>
    private sealed class SecretsBut(Func<string, Failure?> missing) : ISecretSource
    {
        public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult<Result<string>>(
            missing(name) is { } failure ? failure : name switch { "flows-key" => World.ApiKey, "limited-key" => World.LimitedKey, _ => name });

        public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) => GetAsync(name, cancellationToken);
    }
}
