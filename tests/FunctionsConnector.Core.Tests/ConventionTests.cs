using System.Reflection;
using System.Xml.Linq;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Tests;

/// <summary>What must hold of all code and of every vendor.</summary>
public class ConventionTests
{
    private static readonly Assembly Core = typeof(ITargetSystem).Assembly;

    [Fact]
    public void Every_public_type_says_what_it_is()
    {
        var documented = XDocument.Load(Path.ChangeExtension(Core.Location, ".xml"))
            .Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();

        Core.GetExportedTypes().Select(type => $"T:{type.FullName!.Replace('+', '.')}").Where(name => !documented.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_vendor_has_a_folder_of_its_own_and_a_kind_that_is_registered()
    {
        var kinds = Core.GetTypes().Where(type => type.IsSubclassOf(typeof(TargetSystemKind))).ToList();

        TargetSystemKinds.All.Select(kind => kind.GetType()).ShouldBe(kinds, ignoreOrder: true);
        foreach (var kind in TargetSystemKinds.All)
        {
            kind.GetType().Namespace.ShouldBe($"FunctionsConnector.Core.Targets.{kind.Name}");
        }
    }

    [Fact]
    public void No_vendor_knows_another()
    {
        foreach (var kind in TargetSystemKinds.All)
        {
            var folder = kind.GetType().Namespace!;
            var others = TargetSystemKinds.All.Select(other => other.GetType().Namespace!).Where(other => other != folder).ToList();
            var mentioned = Core.GetTypes()
                .Where(type => type.Namespace == folder)
                .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
                .Select(field => field.FieldType.Namespace);

            mentioned.Intersect(others).ShouldBeEmpty($"{kind.Name} uses another vendor's types");
        }
    }

    [Fact]
    public void The_core_knows_neither_a_web_server_nor_azure() =>
        Core.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Azure.", StringComparison.Ordinal))
            .ShouldBeEmpty();
}
