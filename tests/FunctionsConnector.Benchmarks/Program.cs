using FunctionsConnector.Benchmarks;
using FunctionsConnector.Benchmarks.Vendor;

foreach (var inherited in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)))
{
    // `dotnet run` passes on the variables of its own build, which would send `dotnet publish` to the files of another SDK.
    Environment.SetEnvironmentVariable(inherited, null);
}

// The vendor is another process of this program.
return args is [VendorServer.Role] ? await VendorServer.RunAsync() : await BenchmarkRun.RunAsync(args);
