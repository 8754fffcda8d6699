using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Autotask.Entities;
using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Queries;

/// <summary>The entities that other records refer to, with invented records. Location n belongs to company n.</summary>
internal static class NamedEntities
{
    /// <summary>The work types among the billing codes; their names repeat with other uses.</summary>
    private const int WorkTypes = 5;

    private static readonly (string First, string Last, string UserName, string Email)[] People =
    [
        ("Jane", "Doe", "jdoe", "jane.doe@msp.example"),
        ("John", "Roe", "jroe", "john.roe@msp.example"),
        ("Mary Ann", "Major", "mmajor", "mary.major@msp.example"),
        // Two people of one name, who share a mailbox.
        ("Sam", "Sample", "ssample", "sam@msp.example"),
        ("Sam", "Sample", "ssample2", "sam@msp.example"),
        ("Zoë", "Muster", "zmuster", "zoe.muster@msp.example"),
        ("Max", "Muster", "mmuster", "max.muster@msp.example"),
        ("Pat", "Public", "ppublic", "pat.public@msp.example"),
        ("Api", "User", "api@msp.example", "api@msp.example"),
        ("Old", "Timer", "otimer", "old.timer@msp.example"),
    ];

    private static readonly string[] Works = ["Remote Support", "Onsite Support", "Project Work", "Maintenance", "Travel"];

    public static IReadOnlyList<NamedEntity> All { get; } =
    [
        new("Resources", "Resource", People.Length, Resource),
        new("Roles", "Role", 5, id => Active($"{new[] { "Engineer", "Senior Engineer", "Consultant", "Manager", "Dispatcher" }[id - 1]}")),
        new("Departments", "Department", 3, id => Active($"Department {id}")),
        new("Products", "Product", 10, id => Active($"Product {id}").With("sku", $"SKU-{id:D4}")),
        new("BillingCodes", "BillingCode", 2 * WorkTypes, id => Active(Works[(id - 1) % WorkTypes]).With("useType", id <= WorkTypes ? 1 : 3)),
        new("CompanyLocations", "CompanyLocation", SeededEntities.Companies, id => Active("Head Office").With("companyID", id)),
        new("Phases", "Phase", 20, id => new JsonObject { ["title"] = "Rollout", ["phaseNumber"] = $"T20260105.{id + 8000}", ["projectID"] = id }),
    ];

    public static NamedEntity? Find(string name) => All.FirstOrDefault(entity => entity.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static JsonObject Resource(long id)
    {
        var (first, last, userName, email) = People[id - 1];
        return new()
        {
            ["firstName"] = first,
            ["lastName"] = last,
            ["userName"] = userName,
            ["email"] = email,
            ["email2"] = string.Empty,
            ["email3"] = null,
            ["isActive"] = id != References.InactiveResource,
            ["licenseType"] = id == References.RestrictedResource ? 7 : 1,
        };
    }

    private static JsonObject Active(string name) => new() { ["name"] = name, ["isActive"] = true };

    private static JsonObject With(this JsonObject record, string field, JsonNode value)
    {
        record[field] = value;
        return record;
    }
}
