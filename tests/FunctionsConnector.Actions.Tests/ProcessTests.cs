using System.Diagnostics;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.Actions.Tests;

/// <summary>The executable itself.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Invalid_settings_stop_the_start_with_one_message_and_a_nonzero_exit_code()
    {
        var (exitCode, output, errors) = await RunAsync("--Systems:alpha:Kind=Nothing");

        exitCode.ShouldBe(1);
        errors.ShouldStartWith("Record Field Updater cannot run. Fix these settings");
        errors.ShouldContain("Systems:alpha:Kind");
        errors.ShouldNotContain("   at ");
        output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_background_service_stops_the_process_with_a_nonzero_exit_code()
    {
        var app = ConnectorApplication.Create(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(ConnectorFixture.GoodSettings);
            builder.Services.AddSingleton<IReadOnlyList<TargetSystemKind>>([new FakeKind()]);
            builder.Services.AddHostedService<Breaking>();
            builder.Logging.ClearProviders();
        });

        (await ConnectorApplication.RunAsync(app)).ShouldBe(1);
    }

    [Fact]
    public async Task A_requested_stop_exits_with_zero()
    {
        var app = ConnectorApplication.Create(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(ConnectorFixture.GoodSettings);
            builder.Services.AddSingleton<IReadOnlyList<TargetSystemKind>>([new FakeKind()]);
            builder.Logging.ClearProviders();
        });
        app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication);

        (await ConnectorApplication.RunAsync(app)).ShouldBe(0);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ConnectorApplication).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    private sealed class Breaking(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new InvalidOperationException("A bug.");
        }
    }
}
