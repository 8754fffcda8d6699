using Azure.Core;
using Azure.Core.Pipeline;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>
/// One retry for a short error. A response with <c>Retry-After</c> is not retried here, because callers would wait for it:
/// <see cref="VaultOutage"/> obeys it.
/// </summary>
internal sealed class VaultRetries() : RetryPolicy(maxRetries: 1, DelayStrategy.CreateFixedDelayStrategy(TimeSpan.FromMilliseconds(200)))
{
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) => IsTransient(message) && base.ShouldRetry(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        IsTransient(message) && await base.ShouldRetryAsync(message, exception);

    private static bool IsTransient(HttpMessage message) =>
        !message.HasResponse || (message.Response.Status != 429 && !message.Response.Headers.Contains("Retry-After"));
}
