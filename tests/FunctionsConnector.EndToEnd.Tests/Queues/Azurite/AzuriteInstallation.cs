using FunctionsConnector.EndToEnd.Tests.Testing;

namespace FunctionsConnector.EndToEnd.Tests.Queues.Azurite;

/// <summary>Azurite as its lock file says.</summary>
internal static class AzuriteInstallation
{
    private static readonly NpmInstallation Installation = new(
        "azurite", Path.Combine("Queues", "Azurite"), ["package.json", "package-lock.json", "end-with-parent.cjs"]);

    /// <returns>The folder it is in.</returns>
    public static Task<string> InstallAsync() => Installation.InstallAsync();
}
