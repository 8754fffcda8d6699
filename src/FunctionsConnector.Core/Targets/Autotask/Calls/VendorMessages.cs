using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>The messages of an Autotask response, without boilerplate.</summary>
internal static partial class VendorMessages
{
    private const int MostRead = 100;

    /// <summary>
    /// The texts of <c>errors</c> (strings, or objects with a <c>message</c>) or of <c>Message</c>, without the record's position in the
    /// request. Empty where the response is not JSON or has neither. The <c>message</c> of a 5xx is ignored: it comes from a gateway,
    /// which knows nothing about the record.
    /// </summary>
    public static IReadOnlyList<string> Of(VendorReply.Response answer)
    {
        if (answer.Json() is not { ValueKind: JsonValueKind.Object } body)
        {
            return [];
        }

        if (Property(body, "errors") is { ValueKind: JsonValueKind.Array } errors)
        {
            return errors.GetArrayLength() == 0 ? [] : Clean(errors.EnumerateArray().Select(Text).OfType<string>());
        }

        return answer.Status < 500 && Property(body, "message") is { ValueKind: JsonValueKind.String } message ? Clean([message.GetString()!]) : [];
    }

    private static IReadOnlyList<string> Clean(IEnumerable<string> raw)
    {
        var stripped = raw.Take(MostRead).Select(text => WithoutRecordNumber(VendorText.Searchable(text))).Where(text => text.Length > 0).ToList();
        var useful = stripped.Where(text => !Boilerplate().IsMatch(text)).ToList();
        return VendorText.Clean(useful.Count > 0 ? useful : stripped);
    }

    /// <summary>The limit of concurrent calls; the text also comes with other statuses than 429.</summary>
    public static bool IsThreadLimit(IReadOnlyList<string> messages) => messages.Any(message => ThreadLimit().IsMatch(message));

    /// <summary>The limit of calls of an hour ("Request Threshold Exceeded"), of all integrations together.</summary>
    public static bool IsRequestThreshold(IReadOnlyList<string> messages) => messages.Any(message => RequestThreshold().IsMatch(message));

    /// <summary>"The user account has been locked." Nothing is done for a locked account, and somebody or the time unlocks it.</summary>
    public static bool IsLockedAccount(IReadOnlyList<string> messages) => messages.Any(message => LockedAccount().IsMatch(message));

    /// <summary>An internal error of the vendor, which does not say whether the update was made.</summary>
    public static bool IsUnexpected(VendorReply.Response answer) =>
        Of(answer).Any(message => message.StartsWith("An unexpected error has occurred", StringComparison.OrdinalIgnoreCase));

    /// <summary>A 401, or one of the two credential refusals that come as 500.</summary>
    public static bool IsCredentialRefusal(VendorReply.Response answer) =>
        answer.Status == 401 || (answer.Status == 500 && Of(answer).Any(message =>
            message.StartsWith("Zone information could not be determined", StringComparison.OrdinalIgnoreCase)
            || message.StartsWith("IntegrationCode is invalid", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A property of an object, in any case.</summary>
    public static JsonElement? Property(JsonElement element, string name)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (IsNamed(property, name))
            {
                return property.Value;
            }
        }

        return null;
    }

    // Metadata has hundreds of names, so a name is compared without creating a string.
    private static bool IsNamed(JsonProperty property, string name)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return raw.Contains((byte)'\\') ? string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase) : Ascii.EqualsIgnoreCase(raw, name);
    }

    private static string WithoutRecordNumber(string text) =>
        RecordNumber().Match(text) is { Success: true } match ? text[..match.Index].TrimEnd().TrimEnd(';').Trim() : text.Trim();

    private static string? Text(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => error.GetString(),
        JsonValueKind.Object when Property(error, "message") is { ValueKind: JsonValueKind.String } message => message.GetString(),
        _ => null,
    };

    [GeneratedRegex(@"\b(on|for) record number \[\d+\]\.?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex RecordNumber();

    [GeneratedRegex(@"^Error updating entity( for record number \[\d+\])?\.?$|^If the problem persists,", RegexOptions.IgnoreCase)]
    private static partial Regex Boilerplate();

    [GeneratedRegex(@"\bthread threshold\b|Itgenatr005", RegexOptions.IgnoreCase)]
    private static partial Regex ThreadLimit();

    [GeneratedRegex(@"\brequests? threshold\b", RegexOptions.IgnoreCase)]
    private static partial Regex RequestThreshold();

    [GeneratedRegex(@"\buser account (has been|is) locked\b", RegexOptions.IgnoreCase)]
    private static partial Regex LockedAccount();
}
