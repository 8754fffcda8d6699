using System.Diagnostics;

namespace FunctionsConnector.EndToEnd.Tests.Server;

/// <summary>The command line of the native executable.</summary>
public sealed class CommandLineTests(PublishedServer server)
{
    [Theory]
    [InlineData(0, "requeue rejected|poison", "", "--help")]
    [InlineData(0, "1.0.0", "", "--version")]
    [InlineData(2, "", "'--nonsense' is not an argument", "--nonsense")]
    [InlineData(2, "", "'serve' is not an argument", "serve")]
    [InlineData(2, "", "'--Sytems:autotask:Kind' is not an argument", "--Sytems:autotask:Kind", "Autotask")]
    [InlineData(2, "", "'--urls' has no value", "--urls")]
    [InlineData(1, "", "Systems: has no target system", "--urls", "http://127.0.0.1:0")]
    [InlineData(2, "", "Usage: functions-connector requeue", "requeue")]
    public async Task Valid_arguments_are_executed_and_others_refused(int exitCode, string output, string errors, params string[] args)
    {
        var ran = await RunAsync(args);

        ran.ExitCode.ShouldBe(exitCode, ran.Errors);
        ran.Output.ShouldContain(output);
        ran.Errors.ShouldContain(errors);
    }

    [Fact]
    public async Task Missing_time_zone_data_is_reported()
    {
        var empty = Directory.CreateTempSubdirectory("no-time-zones-").FullName;
        var (exitCode, _, errors) = await RunAsync(["--Systems:autotask:Kind=Autotask", "--Systems:autotask:TimeZone=Europe/Berlin"], ("TZDIR", empty));
        Directory.Delete(empty);

        exitCode.ShouldBe(1);
        errors.ShouldContain("Systems:autotask:TimeZone: is 'Europe/Berlin', but this machine has no time-zone data");
    }

    [Fact]
    public async Task With_time_zone_data_a_wrong_zone_is_reported_as_wrong() =>
        (await RunAsync(["--Systems:autotask:Kind=Autotask", "--Systems:autotask:TimeZone=Europe/Berlni"])).Errors.ShouldContain("'Europe/Berlni', which is no time zone");

    [Fact]
    public async Task The_executable_is_one_file()
    {
        Assert.SkipUnless(PublishedServer.IsNative, "There is no linker on this machine.");

        var file = new FileInfo(Directory.EnumerateFileSystemEntries(await server.FolderAsync()).ShouldHaveSingleItem());

        file.Name.ShouldBe("functions-connector");
        file.Length.ShouldBeLessThan(40_000_000);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] args, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Path.Combine(await server.FolderAsync(), "functions-connector"), args) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
