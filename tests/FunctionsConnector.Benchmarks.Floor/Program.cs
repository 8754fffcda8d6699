using FunctionsConnector.Benchmarks.Floor;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
var app = builder.Build();
app.MapMethods("/{**path}", [HttpMethods.Patch], (RequestDelegate)new Relay(app.Configuration).SendAsync);
await app.RunAsync();
