using System.Text.Json;
using System.Text.RegularExpressions;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>
/// Reads the messages of an unsuccessful response. TeamDynamix writes
/// https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.Error (<c>{"ID","Message"}</c>), plain text, text in front of JSON,
/// or nothing. Gateways write HTML.
/// </summary>
internal static partial class ErrorText
{
    private const int MostJsonStarts = 5;
    private const int MostRead = 100;

    /// <summary>The title is at the beginning of a page.</summary>
    private const int MostSearchedForTitle = 10_000;

    public static IReadOnlyList<string> Read(VendorReply.Response answer) => Read(answer.Text);

    public static IReadOnlyList<string> Read(string body)
    {
        var text = body.Trim('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith('<'))
        {
            return Title().Match(text[..Math.Min(text.Length, MostSearchedForTitle)]) is { Success: true } title ? Clean([System.Net.WebUtility.HtmlDecode(title.Groups[1].Value)]) : [];
        }

        if (TryMessages(text, out var messages))
        {
            return Clean(messages);
        }

        // "Please try again later.[{…": the vendor's text, followed by JSON.
        var start = text.IndexOfAny(['{', '[']);
        for (var tries = 0; start > 0 && tries < MostJsonStarts; tries++, start = text.IndexOfAny(['{', '['], start + 1))
        {
            if (TryMessages(text[start..], out messages))
            {
                return Clean([text[..start], .. messages]);
            }
        }

        return Clean([text]);
    }

    private static bool TryMessages(string json, out List<string> messages)
    {
        messages = [];
        try
        {
            using var document = JsonDocument.Parse(json);
            Collect(document.RootElement, messages);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A lone surrogate is valid JSON, but reading it as a string throws InvalidOperationException.
            return false;
        }
    }

    private static void Collect(JsonElement json, List<string> messages)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                messages.Add(json.GetString()!);
                break;
            case JsonValueKind.Object:
                if ((json.Text("Message") ?? json.Text("message")) is { } message)
                {
                    messages.Add(message);
                }

                break;
            case JsonValueKind.Array:
                foreach (var one in json.EnumerateArray())
                {
                    Collect(one, messages);
                }

                break;
        }
    }

    private static IReadOnlyList<string> Clean(IEnumerable<string> messages) =>
        VendorText.Clean(messages.Take(MostRead).Select(message => Token().Replace(VendorText.Searchable(message), "(token)")));

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();

    /// <summary>A server that echoes the request would echo the token.</summary>
    [GeneratedRegex(@"\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?")]
    private static partial Regex Token();
}
