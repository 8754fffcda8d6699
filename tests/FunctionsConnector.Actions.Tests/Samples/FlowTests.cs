using System.IO.Compression;

namespace FunctionsConnector.Actions.Tests.Samples;

/// <summary>The flows of <c>samples/flows</c> fit the definition, and their files fit each other.</summary>
public sealed class FlowTests
{
    private static readonly Dictionary<string, (string Flow, Action<FlowPackage> Break)> Broken = new()
    {
        ["there is no visible operation UpdateRecord"] = ("mail-to-status", flow => Host(flow)["operationId"] = "UpdateRecord"),
        ["there is no visible operation GetUpdateSchema"] = ("mail-to-status", flow => Host(flow)["operationId"] = "GetUpdateSchema"),
        ["UpdateField takes no body/fieldName"] = ("mail-to-status", flow => Rename(flow, "body/field", "body/fieldName")),
        ["UpdateField needs body/field"] = ("mail-to-status", flow => Parameters(flow).Remove("body/field")),
        ["UpdateField needs recordId"] = ("mail-to-status", flow => Parameters(flow).Remove("recordId")),
        ["none of the enumeration"] = ("mail-to-status", flow => Parameters(flow)["body/failureMode"] = "outputs"),
        ["is number and not string"] = ("mail-to-status", flow => Parameters(flow)["body/value"] = 5),
        ["UpdateFields takes no body/field/Title"] = ("form-to-attribute", flow => Rename(flow, "body/fields/Title", "body/field/Title")),
        ["the reply of UpdateField has no error/text"] = ("mail-to-status", flow => Replace(flow, "?['message']", "?['text']")),
        ["the reply of UpdateField has no success"] = ("nightly-list", flow => Replace(flow, "body/succeeded", "body/success")),
        ["the reply of QueueUpdate has no id"] = ("webhook-to-queue", flow => Replace(flow, "?['messageId']", "?['id']")),
        ["there is no Update_a_field to take body of"] = ("mail-to-status", flow => Replace(flow, "body('Update_one_field')", "body('Update_a_field')")),
        ["there is no Errors to take variables of"] = ("nightly-list", flow => Replace(flow, "variables('Failures')", "variables('Errors')")),
        ["there is no variable to append to"] = ("nightly-list", flow => Replace(flow, "\"name\":\"Failures\",\"value\":\"<li>", "\"name\":\"Errors\",\"value\":\"<li>")),
        ["a failed action is not seen"] = ("nightly-list", flow => Replace(flow, "\"Succeeded\",\"Failed\",\"TimedOut\"", "\"Succeeded\"")),
        ["there is no such action beside it"] = ("nightly-list", flow => Replace(flow, "\"runAfter\":{\"Get_items\"", "\"runAfter\":{\"Get_list\"")),
    };

    private static readonly string[] Parts = ["manifest.json", "Microsoft.Flow/flows/manifest.json"];

    private static readonly string[] FlowParts = ["definition.json", "apisMap.json", "connectionsMap.json"];

    private readonly Swagger _swagger = new(ConnectorFiles.Read().Definition);

    public static TheoryData<string> Flows => [.. FlowPackage.Names];

    public static TheoryData<string> Mistakes => [.. Broken.Keys];

    [Fact]
    public void There_are_four_flows_with_different_operations() => FlowPackage.Names.ToDictionary(
            name => name,
            name => FlowAction.All(new Place(FlowPackage.Read(name).Definition, string.Empty)).Select(action => action.OperationId).OfType<string>().Single())
        .ShouldBe(new Dictionary<string, string>
        {
            ["form-to-attribute"] = "UpdateFields",
            ["mail-to-status"] = "UpdateField",
            ["nightly-list"] = "UpdateField",
            ["webhook-to-queue"] = "QueueUpdate",
        });

    [Theory]
    [MemberData(nameof(Flows))]
    public void A_flow_fits_the_definition(string name) => FlowCheck.Problems(_swagger, FlowPackage.Read(name)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_flow_is_found(string mistake)
    {
        var flow = FlowPackage.Read(Broken[mistake].Flow);
        Broken[mistake].Break(flow);

        FlowCheck.Problems(_swagger, flow).ShouldContain(problem => problem.What.Contains(mistake, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void A_package_has_its_five_files_and_they_name_each_other(string name)
    {
        var flow = FlowPackage.Read(name);
        var resources = flow.Manifest["resources"]!.AsObject().ToDictionary(pair => pair.Key, pair => new Place(pair.Value, pair.Key));
        var (apis, connections) = (flow.OfFlow("apisMap.json"), flow.OfFlow("connectionsMap.json"));

        flow.Files.Keys.ShouldBe([.. Parts, .. FlowParts.Select(file => $"Microsoft.Flow/flows/{flow.Asset}/{file}")], ignoreOrder: true);
        resources[flow.Asset].TextOf("type").ShouldBe("Microsoft.Flow/flows");
        resources[flow.Asset].Find("dependsOn")!.Items.Select(item => item.Text!).ShouldBe(resources.Keys.Except([flow.Asset]), ignoreOrder: true);
        resources.Values.ShouldAllBe(resource => resource.TextOf("suggestedCreationType") != null);
        foreach (var connector in flow.Properties["connectionReferences"]!.AsObject().Select(reference => reference.Key))
        {
            var (api, connection) = (resources[apis[connector]!.GetValue<string>()], resources[connections[connector]!.GetValue<string>()]);
            (api.TextOf("type"), api.TextOf("name"), api.TextOf("id")).ShouldBe(("Microsoft.PowerApps/apis", connector, $"/providers/Microsoft.PowerApps/apis/{connector}"));
            (connection.TextOf("type"), connection.Find("dependsOn")!.Items.Single().Text).ShouldBe(("Microsoft.PowerApps/apis/connections", api.Pointer));
        }

        (apis.Count, connections.Count, resources.Count).ShouldBe((Used(flow).Count, Used(flow).Count, 1 + (2 * Used(flow).Count)));
        flow.Properties["connectionReferences"]!.AsObject().Select(reference => reference.Key).ShouldBe(Used(flow), ignoreOrder: true);
        flow.OfFlow("definition.json")["name"]!.GetValue<string>().ShouldNotBe(flow.Asset, "the id of a flow is not that of its folder");
    }

    /// <summary>An export has the address of its author and the ids of the tenant in it.</summary>
    [Theory]
    [MemberData(nameof(Flows))]
    public void A_package_names_no_person_tenant_or_connection(string name)
    {
        var flow = FlowPackage.Read(name);

        flow.Properties["connectionReferences"]!.AsObject().ShouldAllBe(reference => reference.Value!["connectionName"]!.GetValue<string>() == string.Empty);
        flow.Definition.ContainsKey("metadata").ShouldBeFalse();
        flow.Files.Values.SelectMany(file => new Place(file, string.Empty).All).Select(place => place.Text).OfType<string>()
            .Where(text => text.Contains('@', StringComparison.Ordinal) && !text.Contains("@contoso.example", StringComparison.Ordinal) && !text.StartsWith('@') && !text.Contains("@{", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public async Task The_files_make_a_package_with_slashes_in_the_names(string name)
    {
        using var stream = new MemoryStream();
        await ZipFile.CreateFromDirectoryAsync(Path.Combine(Conventions.Repository.Folder, "samples", "flows", name), stream, TestContext.Current.CancellationToken);

        await using var package = new ZipArchive(stream, ZipArchiveMode.Read);
        package.Entries.Where(entry => entry.Length > 0).Select(entry => entry.FullName).ShouldBe(FlowPackage.Read(name).Files.Keys, ignoreOrder: true);
    }

    private static List<string> Used(FlowPackage flow) =>
        [.. new Place(flow.Definition, string.Empty).All.Select(place => place.Find("host")?.TextOf("connectionName")).OfType<string>().Distinct()];

    private static JsonObject Host(FlowPackage flow) => Action(flow)["inputs"]!["host"]!.AsObject();

    private static JsonObject Parameters(FlowPackage flow) => Action(flow)["inputs"]!["parameters"]!.AsObject();

    private static JsonObject Action(FlowPackage flow) =>
        FlowAction.All(new Place(flow.Definition, string.Empty)).Single(action => action.OperationId is not null).At.Value!.AsObject();

    private static void Rename(FlowPackage flow, string from, string to)
    {
        var value = Parameters(flow)[from]!.DeepClone();
        Parameters(flow).Remove(from);
        Parameters(flow)[to] = value;
    }

    private static void Replace(FlowPackage flow, string from, string to)
    {
        // The relaxed encoder leaves apostrophes as they are.
        var text = flow.Definition.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        text.ShouldContain(from);
        flow.Properties["definition"] = JsonNode.Parse(text.Replace(from, to, StringComparison.Ordinal));
    }
}
