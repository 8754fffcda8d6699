using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace FunctionsConnector.Server.Page;

/// <summary>One file of the page, in memory.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record PageFile(string ContentType, byte[] Bytes)
{
    /// <summary>Changes with the content.</summary>
    public EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16]}\"");
}
