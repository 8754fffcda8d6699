using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunctionsConnector.Core.Secrets;

/// <summary>The forms in which a secret may stand in a text.</summary>
internal static class SecretForms
{
    private const int BitsOfBase64 = 6;

    /// <summary>A piece of base64 that is shorter could be anything.</summary>
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
    /// The characters of base64 (and of its alphabet for URLs, RFC 4648 sections 4 and 5) that the secret alone decides, where so many
    /// bytes stand before it in a group of three, as in <c>user:password</c>.
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
