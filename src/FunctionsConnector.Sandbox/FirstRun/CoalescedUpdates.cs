using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>Three callers change one ticket while the vendor is slow.</summary>
internal static class CoalescedUpdates
{
    private const string Path = "/api/systems/autotask/records/Tickets/3/field";

    private static readonly IReadOnlyList<DemoRequest> Requests =
    [
        new(HttpMethods.Patch, Path, """{"field":"title","value":"Printer jams"}"""),
        new(HttpMethods.Patch, Path, """{"field":"priority","value":"Critical"}"""),
        new(HttpMethods.Patch, Path, """{"field":"purchaseOrderNumber","value":"PO-7"}"""),
    ];

    /// <returns>Whether all were applied, the two waiting ones in one PATCH.</returns>
    public static async Task<bool> ShowAsync(DemoCaller caller, SandboxServer sandbox, CancellationToken cancellationToken)
    {
        var earlier = Patches(sandbox).Count;
        sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1)).For("PATCH"));
        var first = caller.SendAsync(Requests[0], cancellationToken);
        while (Patches(sandbox).Count == earlier && !first.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }

        var replies = await Task.WhenAll([first, .. Requests.Skip(1).Select(request => caller.SendAsync(request, cancellationToken))]);
        var patches = Patches(sandbox).Skip(earlier).ToList();
        Page.Show(
            "Coalesced: Autotask takes a second for the first of three updates, and the two that wait share a PATCH",
            ("sent", string.Join('\n', [$"{HttpMethods.Patch} {Path}", .. Requests.Select(request => request.Body)])),
            ("reply", string.Join('\n', replies)),
            ("vendor", string.Join('\n', [$"received {patches.Count} PATCHes", .. patches])),
            ("record", DemoUpdate.Part(sandbox.Autotask.Truth("Tickets", 3), "title", "priority", "purchaseOrderNumber").ToJsonString()));
        return replies.All(reply => reply.Outcome == "applied") && patches.Count == 2;
    }

    private static List<string> Patches(SandboxServer sandbox) =>
        [.. sandbox.Autotask.Calls.All.Where(call => call.Method == HttpMethods.Patch).Select(call => call.Body)];
}
