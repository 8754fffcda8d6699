using System.Xml.Linq;
using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure.Kubernetes;

/// <summary>The manifests are valid for Kubernetes and KEDA, consistent, and suit the connector.</summary>
public sealed class ManifestTests
{
    private static readonly JsonNode Pod = Manifests.Only("Deployment")["spec"]!["template"]!;
    private static readonly JsonNode Container = Pod["spec"]!["containers"]!.AsArray().ShouldHaveSingleItem()!;

    [Fact]
    public async Task The_manifests_are_valid() => (await Manifests.ProblemsOfAsync(Manifests.All)).ShouldBeEmpty();

    [Theory]
    [InlineData("Deployment", "spec.template.spec.terminationGracePeriodSeconds", "\"long\"")]
    [InlineData("Deployment", "spec.template.spec.securityContxt", "{}")]
    [InlineData("ScaledObject", "spec.maxReplicas", "3")]
    [InlineData("PodDisruptionBudget", "spec.selector", "[]")]
    public async Task A_mistake_in_a_manifest_is_found(string kind, string path, string value)
    {
        var manifest = Manifests.Only(kind).DeepClone().AsObject();
        var names = path.Split('.');
        names.SkipLast(1).Aggregate((JsonNode)manifest, (node, name) => node[name]!)[names[^1]] = JsonNode.Parse(value);

        (await Manifests.ProblemsOfAsync([manifest])).ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_file_of_the_folder_is_applied() =>
        Manifests.Kustomization["resources"]!.AsArray().Select(file => file!.GetValue<string>()).Append("kustomization.yaml").Append("settings.env")
            .ShouldBe(Directory.EnumerateFiles(Manifests.Folder).Select(Path.GetFileName)!, ignoreOrder: true);

    [Fact]
    public void The_pulled_image_is_the_built_one()
    {
        var project = Directory.EnumerateFiles(Path.Combine(Publishing.Repository, "src"), "*.csproj", SearchOption.AllDirectories).Select(XDocument.Load)
            .Where(project => project.Descendants("ContainerRepository").Any()).ShouldHaveSingleItem();
        string Property(string name) => project.Descendants(name).ShouldHaveSingleItem().Value;
        var image = Manifests.Kustomization["images"]![0]!;

        image["newTag"]!.ToString().ShouldBe(Property("ContainerImageTag"));
        image["newName"]!.ToString().ShouldEndWith($"/{Property("ContainerRepository")}");
    }

    [Fact]
    public void The_manifests_reference_each_other()
    {
        var labels = Pod["metadata"]!["labels"]!.AsObject();
        foreach (var selector in new[]
        {
            Manifests.Only("Deployment")["spec"]!["selector"]!["matchLabels"]!, Manifests.Only("Service")["spec"]!["selector"]!,
            Manifests.Only("PodDisruptionBudget")["spec"]!["selector"]!["matchLabels"]!,
        })
        {
            selector.AsObject().ShouldNotBeEmpty();
            selector.AsObject().ShouldAllBe(label => labels[label.Key]!.GetValue<string>() == label.Value!.GetValue<string>());
        }

        Pod["spec"]!["serviceAccountName"]!.ToString().ShouldBe(NameOf("ServiceAccount"));
        Container["envFrom"]![0]!["configMapRef"]!["name"]!.ToString().ShouldBe(Manifests.Kustomization["configMapGenerator"]![0]!["name"]!.ToString());
        Container["image"]!.ToString().ShouldBe(Manifests.Kustomization["images"]![0]!["name"]!.ToString());
        Manifests.Only("Service")["spec"]!["ports"]![0]!["targetPort"]!.ToString().ShouldBe(Container["ports"]![0]!["name"]!.ToString());
        Manifests.Only("ScaledObject")["spec"]!["scaleTargetRef"]!["name"]!.ToString().ShouldBe(NameOf("Deployment"));
        Trigger()["authenticationRef"]!["name"]!.ToString().ShouldBe(NameOf("TriggerAuthentication"));
        Manifests.Kustomization["namespace"]!.ToString().ShouldBe(NameOf("Namespace"));
    }

    [Fact]
    public void The_pod_has_no_unneeded_rights()
    {
        var (pod, container) = (Pod["spec"]!["securityContext"]!, Container["securityContext"]!);

        (pod["runAsNonRoot"]!.GetValue<bool>(), pod["runAsUser"]!.GetValue<int>(), pod["seccompProfile"]!["type"]!.ToString()).ShouldBe((true, 1654, "RuntimeDefault"));
        (container["allowPrivilegeEscalation"]!.GetValue<bool>(), container["readOnlyRootFilesystem"]!.GetValue<bool>()).ShouldBe((false, true));
        container["capabilities"]!.ToJsonString().ShouldBe("""{"drop":["ALL"]}""");
        Container["resources"]!["limits"]!["memory"].ShouldNotBeNull();
        Pod["spec"]!["automountServiceAccountToken"]!.GetValue<bool>().ShouldBeFalse();
        Pod["spec"]!["volumes"].ShouldBeNull("nothing is written to a disk");
        Manifests.Only("Namespace")["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]!.ToString().ShouldBe("restricted");
        Manifests.All.ShouldAllBe(manifest => manifest["kind"]!.GetValue<string>() != "Secret");
    }

    [Fact]
    public async Task The_probes_use_routes_without_a_key()
    {
        await using var world = await World.StartAsync();
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
        {
            var reply = await world.SendAsync(HttpMethod.Get, Container[probe]!["httpGet"]!["path"]!.ToString(), json: null, request => request.Headers.Remove("x-api-key"));
            reply.Status.ShouldBe(200, probe);
            Container[probe]!["httpGet"]!["port"]!.ToString().ShouldBe(Container["ports"]![0]!["name"]!.ToString(), probe);
        }
    }

    [Fact]
    public void The_pod_has_time_to_complete_requests_in_progress()
    {
        var before = Container["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!.GetValue<int>();

        Pod["spec"]!["terminationGracePeriodSeconds"]!.GetValue<int>().ShouldBeGreaterThan(before + (int)Read().RequestTimeout.TotalSeconds + 15);
    }

    [Fact]
    public void The_process_starts_with_the_settings_of_the_pod()
    {
        var settings = Read();

        settings.Systems.Select(system => system.Kind).ShouldBe(["Autotask", "TeamDynamix"]);
        settings.Queue!.Identity.Kind.ShouldBe(IdentityKind.WorkloadIdentity);
        (Manifests.Settings["KeyVault__Credential"], Manifests.Settings["KeyVault__Uri"]).ShouldBe(("WorkloadIdentity", "https://kv-example.vault.azure.net/"));
        new Uri(Manifests.Settings["ASPNETCORE_URLS"]!).Port.ShouldBe(Container["ports"]![0]!["containerPort"]!.GetValue<int>());
        Manifests.Settings.Keys.Where(name => name.StartsWith("Secrets__", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        Pod["metadata"]!["labels"]!["azure.workload.identity/use"]!.GetValue<string>().ShouldBe("true");
        Manifests.Only("ServiceAccount")["metadata"]!["annotations"]!["azure.workload.identity/client-id"].ShouldNotBeNull();
    }

    [Fact]
    public void The_pod_scales_on_its_queue()
    {
        var queue = Read().Queue!;

        Trigger()["type"]!.ToString().ShouldBe("azure-queue");
        (Trigger()["metadata"]!["queueName"]!.ToString(), $"{Trigger()["metadata"]!["accountName"]}.queue.core.windows.net").ShouldBe((queue.Name, queue.ServiceUri!.Host));
        Manifests.Only("TriggerAuthentication")["spec"]!["podIdentity"]!["provider"]!.ToString().ShouldBe("azure-workload");
    }

    [Fact]
    public void All_pods_share_the_vendors_limits_by_a_table_of_the_queues_account()
    {
        var settings = Read();

        settings.Coordination!.ServiceUri!.Host.ShouldBe($"{Trigger()["metadata"]!["accountName"]}.table.core.windows.net");
        settings.Coordination.Identity.ShouldBe(settings.Queue!.Identity);
        settings.Systems.ShouldAllBe(system => system.MaxConcurrency == null && system.CallsPerMinute == null, "the limits are those of the vendors, and not a part of them");
    }

    [Fact]
    public void Pods_can_be_moved_and_added()
    {
        var scaling = Manifests.Only("ScaledObject")["spec"]!;
        var least = scaling["minReplicaCount"]!.GetValue<int>();

        least.ShouldBeGreaterThan(Manifests.Only("PodDisruptionBudget")["spec"]!["minAvailable"]!.GetValue<int>());
        scaling["maxReplicaCount"]!.GetValue<int>().ShouldBeGreaterThan(least);
    }

    private static string NameOf(string kind) => Manifests.Only(kind)["metadata"]!["name"]!.GetValue<string>();

    private static JsonNode Trigger() => Manifests.Only("ScaledObject")["spec"]!["triggers"]!.AsArray().ShouldHaveSingleItem()!;

    /// <summary>The settings, with the variables that the cluster's webhook adds to a pod with workload identity.</summary>
    private static ConnectorSettings Read() => EnvironmentSettings.Read(new Dictionary<string, string?>(Manifests.Settings)
    {
        ["AZURE_FEDERATED_TOKEN_FILE"] = "/var/run/secrets/azure/tokens/azure-identity-token",
        ["AZURE_TENANT_ID"] = "00000000-0000-0000-0000-000000000000",
        ["AZURE_CLIENT_ID"] = "00000000-0000-0000-0000-000000000000",
        ["AZURE_AUTHORITY_HOST"] = "https://login.microsoftonline.com/",
    });
}
