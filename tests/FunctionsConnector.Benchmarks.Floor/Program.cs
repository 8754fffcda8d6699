using System.Net;
using FunctionsConnector.Benchmarks.Floor;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
var app = builder.Build();
using var invoker = new HttpMessageInvoker(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
    ConnectTimeout = TimeSpan.FromSeconds(10),
    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    ActivityHeadersPropagator = null,
});
var relay = new Relay(app.Configuration, invoker);
app.MapMethods("/{**path}", [HttpMethods.Patch], (RequestDelegate)relay.PassOnAsync);
await app.RunAsync();
