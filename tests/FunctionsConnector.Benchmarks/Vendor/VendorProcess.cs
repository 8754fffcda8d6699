using System.Diagnostics;
using System.Text.Json;

namespace FunctionsConnector.Benchmarks.Vendor;

/// <summary>A separate process of the vendor, so that its garbage collections and locks do not affect the callers.</summary>
internal sealed class VendorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private VendorProcess(Process process, VendorAddress address) => (_process, Address) = (process, address);

    public VendorAddress Address { get; }

    public static async Task<VendorProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(VendorProcess).Assembly.Location);
        }

        start.ArgumentList.Add(VendorServer.Role);
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } line
            ? new VendorProcess(process, JsonSerializer.Deserialize<VendorAddress>(line)!)
            : throw new InvalidOperationException("The vendor's process ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
