using FunctionsConnector.Core.Targets;
using FunctionsConnector.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.Actions.Tests.Http;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7071")]
    [InlineData("http://0.0.0.0:80", "--urls=http://0.0.0.0:80")]
    [InlineData(null, "--http_ports=8080")]
    public async Task The_process_listens_on_loopback_by_default(string? urls, params string[] args)
    {
        await using var app = ConnectorApplication.Create(args, builder =>
        {
            builder.Configuration.AddInMemoryCollection(ConnectorFixture.GoodSettings);
            builder.Services.AddSingleton<IReadOnlyList<TargetSystemKind>>([new FakeKind()]);
        });

        app.Configuration["urls"].ShouldBe(urls);
    }
}
