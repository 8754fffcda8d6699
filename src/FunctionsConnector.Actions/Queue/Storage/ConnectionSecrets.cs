namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>The secrets in the connection string of a storage account, and what is wrong with it.</summary>
internal static class ConnectionSecrets
{
    private static readonly string[] Secret = ["AccountKey", "SharedAccessSignature"];

    /// <summary>The account's key, or the shared access signature and its <c>sig</c> value.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var secrets = text.Split(';')
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2 && Secret.Contains(part[0], StringComparer.OrdinalIgnoreCase))
            .Select(part => part[1].TrimStart('?'))
            .Where(secret => secret.Length > 0)
            .ToList();

        // The library sends the signature's parameters in another order, so the signing value is registered on its own.
        var signing = secrets.SelectMany(secret => secret.Split('&')).Where(parameter => parameter.StartsWith("sig=", StringComparison.OrdinalIgnoreCase));
        return [.. secrets, .. signing.Select(parameter => Uri.UnescapeDataString(parameter[4..]))];
    }

    /// <summary>What is wrong with a connection string; null where nothing is.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="endpoint">The address that it leads to; null where the library cannot read it.</param>
    /// <param name="name">The part of the connection string with the address.</param>
    public static string? ProblemOf(string text, Uri? endpoint, string name)
    {
        if (endpoint is null || (Of(text).Count == 0 && !text.Contains("UseDevelopmentStorage", StringComparison.OrdinalIgnoreCase)))
        {
            return $"is not a connection string with an AccountName and an AccountKey that is base64, or with a {name} and a SharedAccessSignature";
        }

        return endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback)
            ? null
            : $"has a {name} or DefaultEndpointsProtocol other than https; plain http is only for a loopback address";
    }
}
