using System.Diagnostics;
using FunctionsConnector.EndToEnd.Tests.Infrastructure.Kubernetes;
using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Containers;

/// <summary>
/// The published app in the environment of a container: a read-only file system, an unprivileged user and only the given variables. Skipped
/// on a machine without the needed rights.
/// </summary>
public sealed class ReadOnlyRootTests(PublishedServer server, AzuriteServer azurite)
{
    private const int Messages = 20;

    [Fact]
    public async Task The_app_serves_an_update_and_completes_requests_in_progress_on_a_stop()
    {
        Assert.SkipUnless(await CanIsolateAsync(), "A mount namespace needs root on Linux (unshare --mount), which this machine does not allow.");
        await using var world = await QueueWorld.StartAsync(azurite, server);
        var first = world.Sandbox.Autotask.AddTickets(Messages + 1);
        await using var connector = await world.StartLikeAContainerAsync(
            Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Containers", "run-as-container.sh"),
            Manifests.Settings.Where(setting => setting.Key.StartsWith("DOTNET_", StringComparison.Ordinal) || setting.Key == "Connector__RequestTimeout"));

        var status = await File.ReadAllLinesAsync($"/proc/{connector.Id}/status", TestContext.Current.CancellationToken);
        Should.Throw<IOException>(() => File.WriteAllText($"/proc/{connector.Id}/root/tmp", "text")).Message.ShouldContain("Read-only file system");
        status.ShouldContain("Uid:\t1654\t1654\t1654\t1654");
        status.ShouldContain("CapBnd:\t0000000000000000");
        status.ShouldContain("NoNewPrivs:\t1");

        await UpdateAsync(await connector.Listening, first);
        Title(world, first).ShouldBe("changed");

        world.Sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(700)).For("PATCH").Repeated(Fault.Always));
        for (var number = 1; number <= Messages; number++)
        {
            await world.PutAsync($$$"""{"system":"autotask","recordType":"Tickets","recordId":"{{{first + number}}}","fields":{"title":"changed"}}""");
        }

        await QueueWorld.UntilAsync(() => Task.FromResult(Patches(world) >= 3), TimeSpan.FromSeconds(30), "updates are in progress");
        await connector.AskToEndAsync();
        await connector.Ended;

        connector.ExitCode.ShouldBe(0);
        var changed = Enumerable.Range(1, Messages).Count(number => Title(world, first + number) == "changed");
        changed.ShouldBe((await QueueWorld.TakeAllAsync(world.Queues.Results)).Count, "each started update is completed and has a result");
        changed.ShouldBeInRange(2, Messages - 1);
        (await QueueWorld.TakeAllAsync(world.Queues.Updates)).Count.ShouldBe(Messages - changed, "unprocessed messages are visible at once");
    }

    private static async Task UpdateAsync(Uri connector, long ticket)
    {
        using var client = new HttpClient { BaseAddress = connector };
        client.DefaultRequestHeaders.TryAddWithoutValidation("x-api-key", World.ApiKey);
        using var body = new StringContent("""{"field":"title","value":"changed"}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PatchAsync(new Uri($"/api/systems/autotask/records/Tickets/{ticket}/field", UriKind.Relative), body, TestContext.Current.CancellationToken);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("\"outcome\":\"applied\"");
    }

    private static async Task<bool> CanIsolateAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        using var process = Process.Start("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private static string Title(QueueWorld world, long ticket) => world.Sandbox.Autotask.Truth("Tickets", ticket)["title"]!.GetValue<string>();

    private static int Patches(QueueWorld world) => world.Sandbox.Autotask.Calls.All.Count(call => call.Method == "PATCH") - 1;
}
