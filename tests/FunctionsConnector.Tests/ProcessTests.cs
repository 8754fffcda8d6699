using System.Diagnostics;

namespace FunctionsConnector.Tests;

/// <summary>The executable itself.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task A_start_with_bad_settings_ends_with_one_readable_message_and_not_with_zero()
    {
        var (exitCode, output, errors) = await RunAsync("--Systems:alpha:Kind=Nothing");

        exitCode.ShouldBe(1);
        errors.ShouldStartWith("FunctionsConnector cannot run. Mend these settings");
        errors.ShouldContain("Systems:alpha:Kind");
        errors.ShouldNotContain("   at ");
        output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_port_that_is_no_port_ends_it_too()
    {
        var (exitCode, _, errors) = await RunAsync("--FUNCTIONS_CUSTOMHANDLER_PORT=seven");

        exitCode.ShouldBe(1);
        errors.ShouldContain("FUNCTIONS_CUSTOMHANDLER_PORT");
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
}
