using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunctionsConnector.Core.Secrets;

/// <summary>The encodings in which a secret may occur in a text.</summary>
internal static class SecretEncodings
{
    private const int BitsOfBase64 = 6;

    /// <summary>A shorter piece of base64 could match by chance.</summary>
    private const int ShortestBase64 = 8;

    public static IEnumerable<string> Of(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal),
        Escaped(secret, JavaScriptEncoder.Default),
        Escaped(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
        Escaped(Escaped(secret, JavaScriptEncoder.Default), JavaScriptEncoder.Default),
        Escaped(Escaped(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
        .. Base64(secret, before: 0),
        .. Base64(secret, before: 1),
        .. Base64(secret, before: 2),
    ];

    private static string Escaped(string text, JavaScriptEncoder encoder) => JsonEncodedText.Encode(text, encoder).ToString();

    /// <summary>
    /// The base64 characters (RFC 4648 sections 4 and 5) that depend on the secret alone, where so many bytes precede it in a group of
    /// three, as in <c>user:password</c>.
    /// </summary>
    private static string[] Base64(string secret, int before)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
        var start = ((before * 8) + BitsOfBase64 - 1) / BitsOfBase64;
        var end = (before + bytes.Length) * 8 / BitsOfBase64;
        var own = text[start..end];
        return own.Length < ShortestBase64 ? [] : [own, own.Replace('+', '-').Replace('/', '_')];
    }
}
