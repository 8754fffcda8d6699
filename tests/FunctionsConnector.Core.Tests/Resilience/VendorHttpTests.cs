using System.Net.Sockets;

namespace FunctionsConnector.Core.Tests.Resilience;

public class VendorHttpTests
{
    [Fact]
    public async Task A_connection_reset_during_its_opening_is_no_response()
    {
        using var invoker = new HttpMessageInvoker(new Resetting());
        using var request = new HttpRequestMessage(HttpMethod.Patch, "https://vendor.example/") { Content = new TrackedText("{}") };

        var reply = await new VendorHttp(invoker, new Timing(), new FakeClock()).SendAsync(request, TestContext.Current.CancellationToken);

        reply.ShouldBe(new VendorReply.NoResponse(false, "the connection was lost"), "nothing was sent, so it may be retried");
    }

    [Theory]
    [InlineData("200 OK", "Content-Length: 2", "{}", "{}")]
    [InlineData("200 OK", "Transfer-Encoding: chunked", "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", "{}")]
    [InlineData("200 OK", "Connection: close", "{}", "{}")]
    [InlineData("200 OK", "Content-Length: 5", "\u00EF\u00BB\u00BF{}", "{}")]
    [InlineData("200 OK", "Content-Length: 0", "", "")]
    [InlineData("204 No Content", "X: y", "", "")]
    [InlineData("304 Not Modified", "Content-Length: 5", "", "")]
    public async Task A_response_is_read_with_every_form_of_length(string status, string header, string body, string expected)
    {
        var answer = (await AskAsync(status, header, body)).ShouldBeOfType<VendorReply.Response>();

        (answer.Status, answer.Text).ShouldBe((int.Parse(status[..3], CultureInfo.InvariantCulture), expected));
    }

    [Theory]
    [InlineData("Content-Length: 3", "{}", "the answer broke off or could not be decompressed")]
    [InlineData("Transfer-Encoding: chunked", "2\r\n{}\r\n", "the connection was lost")]
    [InlineData("Content-Length: 16777217", "", "the answer was larger than 16 MB, or its headers than 64 KB")]
    public async Task An_incomplete_or_too_long_response_is_no_response_after_the_request_arrived(string header, string body, string reason) =>
        (await AskAsync("200 OK", header, body)).ShouldBe(new VendorReply.NoResponse(true, reason));

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task An_invalid_encoding_throws_nothing(string encoding)
    {
        var reply = await AskAsync("200 OK", $"Content-Length: 12\r\nContent-Encoding: {encoding}", "<html>502!!!");

        (reply is VendorReply.NoResponse { MayHaveArrived: true } || reply is VendorReply.Response answer && answer.Json() is null).ShouldBeTrue($"{reply}");
    }

    private static async Task<VendorReply> AskAsync(string status, string header, string body)
    {
        await using var vendor = new OneResponse($"HTTP/1.1 {status}\r\n{header}\r\n\r\n{body}");
        using var handler = VendorHttp.CreateHandler();
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, vendor.Url);
        return await new VendorHttp(invoker, new Timing(), TimeProvider.System).SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class Resetting : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new SocketException((int)SocketError.NotConnected));
    }
}
