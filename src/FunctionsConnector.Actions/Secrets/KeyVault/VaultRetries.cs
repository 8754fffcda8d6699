using Azure.Core;
using Azure.Core.Pipeline;

namespace FunctionsConnector.Actions.Secrets.KeyVault;

/// <summary>
/// One more try for what may be over in an instant. A vault that says when to come again is not asked before then, and callers are not
/// kept waiting for it: that is for the cache to keep to.
/// </summary>
internal sealed class VaultRetries() : RetryPolicy(maxRetries: 1, DelayStrategy.CreateFixedDelayStrategy(TimeSpan.FromMilliseconds(200)))
{
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) => MayBeOver(message) && base.ShouldRetry(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        MayBeOver(message) && await base.ShouldRetryAsync(message, exception);

    private static bool MayBeOver(HttpMessage message) =>
        !message.HasResponse || (message.Response.Status != 429 && !message.Response.Headers.Contains("Retry-After"));
}
