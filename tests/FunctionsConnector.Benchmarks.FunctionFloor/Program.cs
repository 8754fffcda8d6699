using FunctionsConnector.Benchmarks.Floor;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Logging.ClearProviders();
builder.Services.AddSingleton<Relay>();
await builder.Build().RunAsync();
