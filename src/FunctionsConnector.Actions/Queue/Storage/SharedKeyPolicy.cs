using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>Signs requests with the account's key ("Authorize with Shared Key", Azure Storage services REST API).</summary>
internal sealed class SharedKeyPolicy(string account, byte[] key, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    private static readonly string[] SignedHeaders =
        ["Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range"];

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("x-ms-date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(TextToSign(request)));
        request.Headers.SetValue("Authorization", $"SharedKey {account}:{Convert.ToBase64String(signature)}");
    }

    private string TextToSign(Request request)
    {
        var lines = new List<string> { request.Method.Method };
        lines.AddRange(SignedHeaders.Select(name => Header(request, name)));
        lines.AddRange(request.Headers
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .Select(header => $"{header.Name.ToLowerInvariant()}:{header.Value}"));
        lines.Add($"/{account}{request.Uri.ToUri().AbsolutePath}");
        lines.AddRange(Parameters(request.Uri.Query).Select(pair => $"{pair.Name}:{pair.Value}"));
        return string.Join('\n', lines);
    }

    private static string Header(Request request, string name)
    {
        if (name != "Content-Length")
        {
            return request.Headers.TryGetValue(name, out var value) ? value : string.Empty;
        }

        // The text of an empty body's length is itself empty, from version 2015-02-21 on.
        return request.Content?.TryComputeLength(out var length) is true && length > 0 ? length.ToString(CultureInfo.InvariantCulture) : string.Empty;
    }

    private static IEnumerable<(string Name, string Value)> Parameters(string? query) => (query ?? string.Empty)
        .TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: Uri.UnescapeDataString(pair[0]).ToLowerInvariant(), Value: Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? string.Empty)))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal);
}
