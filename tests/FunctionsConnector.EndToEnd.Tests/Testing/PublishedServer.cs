[assembly: AssemblyFixture(typeof(PublishedServer))]

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>The native executable, published once per run for the first test that needs it.</summary>
public sealed class PublishedServer
{
    private static readonly string[] Linkers = ["clang", "gcc"];

    private readonly Lazy<Task<string>> _folder = new(PublishAsync);

    /// <summary>Whether this machine can link a native executable.</summary>
    public static bool IsNative { get; } = Linkers.Any(linker => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, linker))));

    /// <summary>The folder with the executable.</summary>
    public Task<string> FolderAsync() => _folder.Value;

    private static Task<string> PublishAsync()
    {
        if (!IsNative)
        {
            TestContext.Current.SendDiagnosticMessage("There is neither clang nor gcc here, so the executable is tested unlinked: on the runtime, with the same code.");
        }

        return Publishing.RunAsync("src/FunctionsConnector.Server", IsNative ? [] : ["-p:PublishAot=false"]);
    }
}
