using System.Text.Encodings.Web;

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>Searches texts for secrets.</summary>
internal static class Secrecy
{
    public static void Check(IReadOnlyList<string> texts, IEnumerable<string> secrets)
    {
        foreach (var form in secrets.SelectMany(Forms).Distinct())
        {
            texts.FirstOrDefault(text => text.Contains(form, StringComparison.OrdinalIgnoreCase)).ShouldBeNull("a secret is in a reply or a line of the log");
        }
    }

    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        Uri.EscapeDataString(secret),
        JsonEncodedText.Encode(secret).ToString(),
        JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
    ];
}
