using FunctionsConnector.Core.Targets.Autotask.Dialect;

namespace FunctionsConnector.Core.Tests.Targets.Autotask;

public class RoutesTests
{
    /// <summary>The vendor's route list, as paths: 59 root and 51 child routes of its API document, and 6 and 6 of its list of April 2021.</summary>
    public static TheoryData<string, string> PatchPaths
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Targets", "Autotask", "patch-routes.txt")))
            {
                var parts = line.Split(' ');
                data.Add(parts[0], parts[1]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PatchPaths))]
    public void An_entity_is_patched_at_the_vendors_route(string entity, string path) =>
        Routes.ByEntity[entity].PatchPath("7").ShouldBe(path);

    [Fact]
    public void Every_route_is_a_route_of_the_vendor() =>
        Routes.ByEntity.Keys.ShouldBe(PatchPaths.Select(row => row.Data.Item1), ignoreOrder: true);

    [Fact]
    public void Every_child_has_the_field_of_its_parent() =>
        Routes.ByEntity.Values.Where(route => (route.Parent is null) != (route.ParentField is null)).ShouldBeEmpty();
}
