using System.Text.Json;
using System.Text.RegularExpressions;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Calls;

/// <summary>
/// What an answer that is no success says to people. TeamDynamix writes
/// https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.Error (<c>{"ID","Message"}</c>), plain text, text glued in front
/// of JSON, or nothing; gateways write HTML.
/// </summary>
internal static partial class ErrorText
{
    private const int MostGlued = 5;
    private const int MostRead = 100;

    /// <summary>A page's title is at its beginning.</summary>
    private const int MostSearchedForTitle = 10_000;

    public static IReadOnlyList<string> Read(VendorReply.Answer answer) => Read(answer.Text);

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

        // "Please try again later.[{…": the text is the vendor's, what follows may be an answer that was never asked for.
        var start = text.IndexOfAny(['{', '[']);
        for (var tries = 0; start > 0 && tries < MostGlued; tries++, start = text.IndexOfAny(['{', '['], start + 1))
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
            // The latter is for half a surrogate pair, which is valid JSON and no text.
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

    /// <summary>A server that quotes the request would quote the token.</summary>
    [GeneratedRegex(@"\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?")]
    private static partial Regex Token();
}
