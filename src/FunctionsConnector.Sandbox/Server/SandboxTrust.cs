using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>What Azure's client libraries send with, so that they trust a sandbox. Trust is in its very certificate and in no other.</summary>
public static class SandboxTrust
{
    /// <summary>Sends to whoever shows one of these certificates over TLS. Dispose of it.</summary>
    public static HttpClientTransport Transport(params IReadOnlyList<X509Certificate2> certificates)
    {
        var hashes = certificates.Select(certificate => certificate.GetCertHashString()).ToHashSet();
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && hashes.Contains(shown.GetCertHashString()) },
        };
        return new HttpClientTransport(new HttpClient(handler));
    }
}
