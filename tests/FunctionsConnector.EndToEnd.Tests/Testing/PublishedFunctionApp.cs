[assembly: AssemblyFixture(typeof(PublishedFunctionApp))]

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>The function app, published once per run for the first test that needs it.</summary>
public sealed class PublishedFunctionApp
{
    private readonly Lazy<Task<string>> _folder = new(() => Publishing.RunAsync("src/FunctionsConnector"));

    /// <summary>The app's root.</summary>
    public Task<string> FolderAsync() => _folder.Value;
}
