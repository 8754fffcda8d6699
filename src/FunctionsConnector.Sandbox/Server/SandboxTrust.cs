using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>Configures Azure's client libraries to trust the certificate of a sandbox, and no other.</summary>
public static class SandboxTrust
{
    /// <summary>A transport that accepts only these certificates. The caller disposes of it.</summary>
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
