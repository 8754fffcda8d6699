namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>The secrets in the connection string of a storage account.</summary>
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
}
