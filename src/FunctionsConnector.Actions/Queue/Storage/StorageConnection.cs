using Azure.Core.Pipeline;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>Where a Queue service is and how it knows us, as a connection string says.</summary>
/// <param name="Endpoint">The address of the service, with a trailing slash.</param>
/// <param name="Account">The account's name; null with a shared access signature.</param>
/// <param name="Key">The account's key; null with a shared access signature.</param>
/// <param name="Signature">The shared access signature; null with a key.</param>
internal sealed record StorageConnection(Uri Endpoint, string? Account, byte[]? Key, string? Signature)
{
    private const string Emulator =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "QueueEndpoint=http://127.0.0.1:10001/devstoreaccount1;";

    /// <summary>The connection, or what is wrong with the text; the text itself has a secret in it and is never told.</summary>
    public static (StorageConnection? Connection, string? Problem) Parse(string text)
    {
        var parts = Parts(text);
        if (parts.TryGetValue("UseDevelopmentStorage", out var emulator) && bool.TryParse(emulator, out var isEmulator) && isEmulator)
        {
            parts = Parts(Emulator);
        }

        var signature = parts.GetValueOrDefault("SharedAccessSignature")?.TrimStart('?');
        if (EndpointOf(parts) is not { } endpoint)
        {
            return (null, "has neither a usable QueueEndpoint (https, or http to a loopback address) nor an AccountName");
        }

        if (!string.IsNullOrEmpty(signature))
        {
            return (new StorageConnection(endpoint, null, null, signature), null);
        }

        var account = parts.GetValueOrDefault("AccountName");
        return string.IsNullOrEmpty(account) || KeyOf(parts) is not { Length: > 0 } key
            ? (null, "has neither a SharedAccessSignature nor an AccountName and an AccountKey that is base64")
            : (new StorageConnection(endpoint, account, key, null), null);
    }

    /// <summary>Whether nobody on the way can read along.</summary>
    public static bool IsSafe(Uri endpoint) => endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback);

    /// <summary>Without key and signature, so that it cannot get into a log by mistake.</summary>
    public override string ToString() => Endpoint.ToString();

    public HttpPipelinePolicy Policy(TimeProvider time) =>
        Signature is { } signature ? new SharedAccessSignaturePolicy(signature) : new SharedKeyPolicy(Account!, Key!, time);

    private static Dictionary<string, string> Parts(string text) => text
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part => part.Split('=', 2))
        .GroupBy(part => part[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.Last().ElementAtOrDefault(1) ?? string.Empty, StringComparer.OrdinalIgnoreCase);

    private static Uri? EndpointOf(Dictionary<string, string> parts)
    {
        var given = parts.GetValueOrDefault("QueueEndpoint");
        if (string.IsNullOrEmpty(given) && parts.GetValueOrDefault("AccountName") is { Length: > 0 } account)
        {
            given = $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.queue.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        }

        return Uri.TryCreate($"{given?.TrimEnd('/')}/", UriKind.Absolute, out var endpoint) && IsSafe(endpoint) ? endpoint : null;
    }

    private static byte[]? KeyOf(Dictionary<string, string> parts)
    {
        try
        {
            return Convert.FromBase64String(parts.GetValueOrDefault("AccountKey", string.Empty));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
