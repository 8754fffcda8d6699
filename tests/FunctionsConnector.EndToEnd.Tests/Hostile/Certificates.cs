using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.EndToEnd.Tests.Hostile;

/// <summary>Valid and invalid certificates of a test authority, and the connector's handler with trust in that authority.</summary>
internal sealed class Certificates : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly X509Certificate2 _authority = Authority();

    /// <summary>A valid certificate for these names.</summary>
    public X509Certificate2 For(params string[] names) => Issue(names, Now.AddDays(-1), Now.AddDays(1));

    public X509Certificate2 Expired(string name) => Issue([name], Now.AddDays(-3), Now.AddDays(-2));

    public X509Certificate2 NotYetValid(string name) => Issue([name], Now.AddDays(2), Now.AddDays(3));

    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Loadable(Request(key, [name]).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1)));
    }

    /// <summary>The handler of the process, with trust in the test authority.</summary>
    public SocketsHttpHandler Handler()
    {
        var handler = VendorHttp.CreateHandler();
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority);
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return handler;
    }

    public void Dispose() => _authority.Dispose();

    private X509Certificate2 Issue(string[] names, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = _authority.GetECDsaPrivateKey()!;
        using var issued = Request(key, names).Create(
            _authority.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), from, until, RandomNumberGenerator.GetBytes(8));
        return Loadable(issued.CopyWithPrivateKey(key));
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
    }

    private static CertificateRequest Request(ECDsa key, string[] names)
    {
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        return request;
    }

    private static X509Certificate2 Loadable(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
