using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The client of the Queue service with an identity's token, which needs TLS, with a separate Azurite.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task Only_a_token_for_storage_opens_the_queues()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-").FullName;
        using var certificate = MakeCertificate();
        var (certificateFile, keyFile) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(keyFile, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        var accounts = $"account1:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(64))}";
        await using var azurite = await AzuriteProcess.StartAsync(accounts, ["--oauth", "basic", "--cert", certificateFile, "--key", keyFile], TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);

        var queue = QueueOf(azurite, certificate, "https://storage.azure.com");
        (await queue.CreateAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        (await queue.PutAsync("x", expires: true, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();
        (await QueueWorld.TakeAllAsync(queue)).ShouldHaveSingleItem().Text.ShouldBe("x");

        var refused = await QueueOf(azurite, certificate, "https://vault.azure.net").PeekAsync(TestContext.Current.CancellationToken);
        refused.Failure!.Code.ShouldBe(FailureCode.CredentialsRefused);
    }

    private static StorageQueue QueueOf(AzuriteProcess azurite, X509Certificate2 certificate, string audience)
    {
        var trusting = new SocketsHttpHandler();
        trusting.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString();
        var options = new StorageOptions(new HttpClientTransport(new HttpClient(trusting)));
        return new StorageQueue(new QueueServiceClient(new Uri(azurite.Url, "account1/"), new Identity(audience), options).GetQueueClient("test-queue"));
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    /// <summary>Issues tokens like an identity of Azure. Azurite reads their claims and does not check their signature.</summary>
    private sealed class Identity(string audience) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            requestContext.Scopes.ShouldBe(["https://storage.azure.com/.default"]);
            var (now, expiry) = (DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1));
            var claims = JsonSerializer.Serialize(new
            {
                aud = audience,
                iss = "https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/",
                iat = now.ToUnixTimeSeconds(),
                nbf = now.ToUnixTimeSeconds(),
                exp = expiry.ToUnixTimeSeconds(),
            });
            return new AccessToken($"{Encode("""{"typ":"JWT","alg":"RS256"}""")}.{Encode(claims)}.{Encode("signature")}", expiry);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));

        private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
