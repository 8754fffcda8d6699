using FunctionsConnector.Core.Targets;
using FunctionsConnector.Settings;
using FunctionsConnector.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.Tests.Http;

public sealed class ListeningTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7071")]
    [InlineData("http://127.0.0.1:5123", "--FUNCTIONS_CUSTOMHANDLER_PORT=5123")]
    [InlineData("http://127.0.0.1:5123", "--FUNCTIONS_CUSTOMHANDLER_PORT=5123", "--urls=http://0.0.0.0:80")]
    [InlineData("http://0.0.0.0:80", "--urls=http://0.0.0.0:80")]
    [InlineData(null, "--http_ports=8080")]
    public async Task The_process_listens_where_its_host_expects_it(string? urls, params string[] args)
    {
        await using var app = ConnectorApplication.Create(args, builder =>
        {
            builder.Configuration.AddInMemoryCollection(ConnectorFixture.GoodSettings);
            builder.Services.AddSingleton<IReadOnlyList<TargetSystemKind>>([new FakeKind()]);
        });

        app.Configuration["urls"].ShouldBe(urls);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("70000")]
    [InlineData("http")]
    public void A_port_is_a_number(string port) => Should.Throw<BadSettingsException>(() => ConnectorApplication.Create([$"--FUNCTIONS_CUSTOMHANDLER_PORT={port}"]))
        .Problems.ShouldHaveSingleItem().Setting.ShouldBe("FUNCTIONS_CUSTOMHANDLER_PORT");
}
