using System.Text.Json.Nodes;

namespace FunctionsConnector.Sandbox.AzureDevOps;

/// <summary>The people of the organization. A stored identity is its unique name.</summary>
internal static class Identities
{
    private static readonly (string UniqueName, string DisplayName, string Id)[] All =
    [
        ("fabrikamfiber4@hotmail.com", "Jamal Hartnett", "d291b0c4-a05c-4ea6-8df1-4b41d5f39eff"),
        ("fabrikamfiber1@hotmail.com", "Johnnie McLeod", "84b3ccff-4d1e-4b2b-9f0c-6a3d3f4f0001"),
    ];

    /// <summary>
    /// The unique name of a sent value; null for an unknown one. An object with nothing but an id is accepted and assigns nobody.
    /// </summary>
    public static string? Find(JsonNode sent)
    {
        if (sent is JsonObject identity)
        {
            var named = identity["uniqueName"] ?? identity["descriptor"] ?? identity["displayName"];
            return named is null ? identity["id"] is null ? null : "" : Find(named);
        }

        var text = sent.ToString();
        return All.FirstOrDefault(one => one.UniqueName == text || one.DisplayName == text || Descriptor(one.UniqueName) == text || $"{one.DisplayName} <{one.UniqueName}>" == text).UniqueName;
    }

    public static JsonObject Write(string uniqueName)
    {
        var person = All.FirstOrDefault(one => one.UniqueName == uniqueName);
        return new() { ["displayName"] = person.DisplayName ?? uniqueName, ["id"] = person.Id, ["uniqueName"] = uniqueName, ["descriptor"] = Descriptor(uniqueName) };
    }

    private static string Descriptor(string uniqueName) => $"msa.{uniqueName.Split('@')[0]}";
}
