using System.Text.RegularExpressions;

namespace FunctionsConnector.EndToEnd.Tests.Homes;

/// <summary>The parts of a reply that are equal in both homes: all except ids, times and this machine's ports.</summary>
internal sealed partial record Answer(int Status, string? RetryAfter, string? ContentType, string? Allow, string Body)
{
    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers).ToLookup(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(
            (int)response.StatusCode,
            headers["Retry-After"].SingleOrDefault(),
            headers["Content-Type"].SingleOrDefault(),
            headers["Allow"].SingleOrDefault(),
            WithoutOwn(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    public static string WithoutOwn(string body) => Own().Replace(body, "…");

    [GeneratedRegex("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=127\\.0\\.0\\.1:)[0-9]+|(?<=localhost:)[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?")]
    private static partial Regex Own();
}
