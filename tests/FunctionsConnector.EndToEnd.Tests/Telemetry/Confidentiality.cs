namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>Searches bytes for forbidden texts: plain, escaped for JSON or a URL, and in base64 at any offset.</summary>
internal static class Confidentiality
{
    public static void Check(IEnumerable<byte[]> received, IEnumerable<string> texts)
    {
        var forms = texts.SelectMany(Forms).Distinct().Select(form => (Text: form, Bytes: Encoding.UTF8.GetBytes(form))).ToList();
        foreach (var bytes in received)
        {
            forms.Where(form => bytes.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => form.Text).ShouldBeEmpty("telemetry must contain no secret and no value");
        }
    }

    private static IEnumerable<string> Forms(string text) =>
        [text, Uri.EscapeDataString(text), JsonSerializer.Serialize(text).Trim('"'), .. Enumerable.Range(0, 3).Select(offset => Base64(text, offset))];

    // Without the digits that depend on the text before or after.
    private static string Base64(string text, int offset)
    {
        var bytes = new byte[offset].Concat(Encoding.UTF8.GetBytes(text)).ToArray();
        var whole = Convert.ToBase64String(bytes.AsSpan(0, bytes.Length / 3 * 3));
        return whole[(offset == 0 ? 0 : 4)..];
    }
}
