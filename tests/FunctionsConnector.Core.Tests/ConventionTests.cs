using System.Reflection;
using System.Xml.Linq;

namespace FunctionsConnector.Core.Tests;

/// <summary>Rules for all code and every vendor.</summary>
public class ConventionTests
{
    private static readonly Assembly Core = typeof(ITargetSystem).Assembly;

    [Fact]
    public void Every_public_type_has_a_summary()
    {
        var documented = XDocument.Load(Path.ChangeExtension(Core.Location, ".xml"))
            .Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();

        Core.GetExportedTypes().Select(type => $"T:{type.FullName!.Replace('+', '.')}").Where(name => !documented.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_vendor_has_its_own_folder_and_a_registered_kind()
    {
        var kinds = Core.GetTypes().Where(type => type.IsSubclassOf(typeof(TargetSystemKind))).ToList();

        TargetSystemKinds.All.Select(kind => kind.GetType()).ShouldBe(kinds, ignoreOrder: true);
        foreach (var kind in TargetSystemKinds.All)
        {
            // A profile is one of many, so its folder has the plural.
            kind.GetType().Namespace.ShouldBeOneOf($"FunctionsConnector.Core.Targets.{kind.Name}", $"FunctionsConnector.Core.Targets.{kind.Name}s");
        }
    }

    [Fact]
    public void No_vendor_references_another()
    {
        foreach (var kind in TargetSystemKinds.All)
        {
            var folder = kind.GetType().Namespace!;
            var others = TargetSystemKinds.All.Select(other => other.GetType().Namespace!).Where(other => other != folder).ToList();
            var mentioned = Core.GetTypes()
                .Where(type => IsBelow(type.Namespace, folder))
                .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
                .Select(field => field.FieldType.Namespace);

            mentioned.Where(name => others.Exists(other => IsBelow(name, other))).ShouldBeEmpty($"{kind.Name} uses another vendor's types");
        }
    }

    [Fact]
    public void The_core_references_neither_a_web_server_nor_azure() =>
        Core.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Azure.", StringComparison.Ordinal))
            .ShouldBeEmpty();

    private static bool IsBelow(string? name, string folder) => name == folder || name?.StartsWith($"{folder}.", StringComparison.Ordinal) is true;
}
