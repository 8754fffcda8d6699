using System.Text;
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
    private const int MostCharacters = 1000;
    private const int MostGlued = 5;

    public static IReadOnlyList<string> Read(VendorReply.Answer answer) => Read(answer.Text);

    public static IReadOnlyList<string> Read(string body)
    {
        var text = body.Trim('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith('<'))
        {
            return Title().Match(text) is { Success: true } title ? Clean([System.Net.WebUtility.HtmlDecode(title.Groups[1].Value)]) : [];
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
        catch (JsonException)
        {
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
        [.. messages.Select(Clean).Where(message => message.Length > 0).Distinct().Take(10)];

    private static string Clean(string message)
    {
        var line = new StringBuilder(Token().Replace(message, "(token)"));
        for (var i = 0; i < line.Length; i++)
        {
            if (char.IsControl(line[i]))
            {
                line[i] = ' ';
            }
        }

        var text = line.ToString().Trim();
        return text.Length > MostCharacters ? string.Concat(text.AsSpan(0, MostCharacters), "…") : text;
    }

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();

    /// <summary>A server that quotes the request would quote the token.</summary>
    [GeneratedRegex(@"\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?")]
    private static partial Regex Token();
}
