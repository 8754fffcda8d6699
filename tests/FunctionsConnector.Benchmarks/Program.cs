using FunctionsConnector.Benchmarks;
using FunctionsConnector.Benchmarks.Vendor;

// This program plays the vendor, too, in a process of its own.
return args is [VendorServer.Role] ? await VendorServer.RunAsync() : await BenchmarkRun.RunAsync(args);
