using System.Xml.Linq;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Tests.Conventions;

/// <summary>Dependencies point one way: homes → Actions → Core.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["FunctionsConnector.Core"] = [],
        ["FunctionsConnector.Actions"] = ["FunctionsConnector.Core"],
        ["FunctionsConnector"] = ["FunctionsConnector.Actions"],
        ["FunctionsConnector.Server"] = ["FunctionsConnector.Actions"],
        ["FunctionsConnector.Sandbox"] = ["FunctionsConnector.Server"],
    };

    [Fact]
    public void Projects_reference_only_lower_layers() =>
        Repository.Projects.SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .Select(project => $"{Path.GetFileNameWithoutExtension(project)} → {string.Join(", ", References(project))}")
            .ShouldBe(Allowed.Select(pair => $"{pair.Key} → {string.Join(", ", pair.Value)}"), ignoreOrder: true);

    [Fact]
    public void The_actions_do_not_reference_a_home() =>
        typeof(ConnectorServices).Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => name is "functions-connector" or "FunctionsConnector" || name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void No_file_of_a_vendor_names_the_namespace_of_another()
    {
        var vendors = TargetSystemKinds.All.Select(kind => kind.GetType().Namespace!).ToList();
        foreach (var vendor in vendors)
        {
            var folder = Path.Combine(Repository.Folder, "src", "FunctionsConnector.Core", "Targets", vendor.Split('.')[^1]);
            var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).ToList();
            files.ShouldNotBeEmpty();
            foreach (var other in vendors.Where(other => other != vendor).Select(other => string.Join('.', other.Split('.')[^2..])))
            {
                files.Where(file => File.ReadAllText(file).Contains(other, StringComparison.Ordinal)).Select(Repository.Relative).ShouldBeEmpty($"they name {other}");
            }
        }
    }

    private static string[] References(string project) =>
    [
        .. XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
    ];
}
