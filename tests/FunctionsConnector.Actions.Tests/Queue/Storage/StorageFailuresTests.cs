using System.Net.Sockets;
using System.Security.Authentication;
using System.Xml;
using Azure;
using Azure.Identity;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Tests.Queue.Storage;

public sealed class StorageFailuresTests
{
    private static readonly Uri Endpoint = new("https://store.queue.core.windows.net/?sv=1&sig=secret");

    /// <summary>The message of .NET 10, which contains the URL of the proxy.</summary>
    private static readonly Exception ProxyRefusal = new RequestFailedException(
        0, "x", new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel request to proxy 'http://user:password@proxy/' failed with status code '407'."));

    public static TheoryData<Exception, string> Expected => new()
    {
        { new RequestFailedException(0, "x", new HttpRequestException("x", new SocketException((int)SocketError.ConnectionReset))), "cannot be reached: Connection reset by peer." },
        { new RequestFailedException(0, "x", new HttpRequestException("x", new AuthenticationException("The certificate is wrong."))), "cannot be reached: The certificate is wrong." },
        { new TaskCanceledException("x", new IOException("x", new SocketException((int)SocketError.OperationAborted))), "cannot be reached: no response within 10 seconds." },
        { ProxyRefusal, "cannot be reached: ProxyTunnelError." },
        { new CredentialUnavailableException("x"), "cannot be used: the connector's identity got no token." },
        { new RequestFailedException(503, "x", "ServerBusy", null), "answered 503 ServerBusy." },
        { new RequestFailedException(502, "x"), "answered 502." },
        { new XmlException("x"), "answered something that cannot be read." },
    };

    [Theory]
    [MemberData(nameof(Expected), DisableDiscoveryEnumeration = true)]
    public void A_failure_of_service_network_or_identity_is_reported_without_secrets(Exception exception, string reason) =>
        Of(new AggregateException(new IOException("an earlier attempt"), exception))
            .ShouldBe(new Failure(FailureCode.SystemUnavailable, $"The queues at store.queue.core.windows.net:443 {reason} Try again later."));

    [Fact]
    public void A_bug_is_no_failure()
    {
        Of(new ArgumentNullException()).ShouldBeNull();
        Of(new ObjectDisposedException("client")).ShouldBeNull();
    }

    private static Failure? Of(Exception exception) => StorageFailures.Of(exception, "queues", Endpoint, StorageOptions.Timeout);
}
