namespace FunctionsConnector.Core.Targets;

/// <summary>The rules for the base URL of a vendor: credentials go there.</summary>
internal static class BaseUrl
{
    /// <summary>With a slash at its end, so that relative paths are below it.</summary>
    public static Uri WithSlash(Uri url) => url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");

    /// <summary>What is wrong with the URL; null where nothing is.</summary>
    /// <param name="url">The URL; null where it is missing.</param>
    /// <param name="whenMissing">The fix where it is missing.</param>
    public static string? ProblemOf(Uri? url, string whenMissing)
    {
        if (url is null)
        {
            return whenMissing;
        }

        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            return "It must begin with https://; plain http goes only to a loopback address.";
        }

        return url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0
            ? "It must have neither credentials nor a query nor a fragment."
            : null;
    }
}
