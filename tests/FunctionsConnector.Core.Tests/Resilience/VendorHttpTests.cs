using System.Net.Sockets;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Tests.Testing;

namespace FunctionsConnector.Core.Tests.Resilience;

public class VendorHttpTests
{
    [Fact]
    public async Task A_connection_that_is_reset_as_it_is_made_is_silence_and_no_bug()
    {
        using var invoker = new HttpMessageInvoker(new Resetting());
        using var request = new HttpRequestMessage(HttpMethod.Patch, "https://vendor.example/") { Content = new TrackedJson("{}") };

        var reply = await new VendorHttp(invoker, new Timing(), new FakeClock()).SendAsync(request, TestContext.Current.CancellationToken);

        reply.ShouldBe(new VendorReply.Silence(false, "the connection was lost"), "nothing was sent, so it may be sent again");
    }

    private sealed class Resetting : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new SocketException((int)SocketError.NotConnected));
    }
}
