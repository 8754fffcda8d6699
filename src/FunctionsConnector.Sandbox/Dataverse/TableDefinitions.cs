using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>
/// <c>EntityDefinitions</c> ("Query table definitions"): <c>Attributes</c> has the common properties only; lengths, formats, targets and
/// options need a cast to the column's own type, and options also <c>$expand=OptionSet</c>.
/// </summary>
internal sealed class TableDefinitions(IReadOnlyDictionary<string, RecordTable> tables)
{
    private const string Cast = "Attributes/Microsoft.Dynamics.CRM.";

    public SandboxResponse Answer(string key, string rest, IQueryCollection query)
    {
        if (key.Length == 0)
        {
            return Value(tables.Values.Select(Table), query);
        }

        if (tables.GetValueOrDefault(key.Replace("LogicalName='", "", StringComparison.Ordinal).TrimEnd('\'')) is not { } table)
        {
            return DataverseResponses.Error(404, "0x80060888", $"Could not find an entity with the key {key}.");
        }

        return rest switch
        {
            "" => new(200, Select(Table(table), query).ToJsonString()),
            "Attributes" => Value([.. table.Fields.Select(Common), .. table.Fields.Where(field => field.Reference.Length > 0).Select(NameColumn)], query),
            "ManyToOneRelationships" => Value(table.Fields.Where(field => field.Reference.Length > 0).Select(field => Relationship(table, field)), query),
            _ when rest.StartsWith(Cast, StringComparison.Ordinal) && rest[Cast.Length..] != "EnumAttributeMetadata" =>
                Value(table.Fields.Where(field => TypeOf(field) == rest[Cast.Length..]).Select(field => Own(field, query["$expand"].ToString())), query),
            _ => DataverseResponses.NoRoute,
        };
    }

    private static SandboxResponse Value(IEnumerable<JsonObject> all, IQueryCollection query) =>
        new(200, new JsonObject { ["value"] = new JsonArray([.. all.Select(one => (JsonNode)Select(one, query))]) }.ToJsonString());

    private static JsonObject Select(JsonObject whole, IQueryCollection query)
    {
        var names = query["$select"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in whole.Select(property => property.Key).Where(name => names.Length > 0 && !names.Contains(name) && name is not ("MetadataId" or "OptionSet" or "@odata.type")).ToList())
        {
            whole.Remove(name);
        }

        return whole;
    }

    private static JsonObject Table(RecordTable table) => new()
    {
        ["LogicalName"] = table.Name,
        ["EntitySetName"] = SeededRows.SetOf(table.Name),
        ["DisplayName"] = Label(table.Label),
        ["PrimaryIdAttribute"] = table.Fields[0].Name,
        ["PrimaryNameAttribute"] = table.DisplayField,
        ["IsOptimisticConcurrencyEnabled"] = true,
        ["MetadataId"] = "70816501-edb9-4740-a16c-6a5efbc05d84",
    };

    private static JsonObject Common(TableField field) => new()
    {
        ["@odata.type"] = $"#Microsoft.Dynamics.CRM.{TypeOf(field)}",
        ["LogicalName"] = field.Name,
        ["SchemaName"] = SeededRows.NavigationOf(field),
        ["AttributeType"] = field.Type switch { "MultiSelectPicklist" => "Virtual", "DateOnly" => "DateTime", "VersionNumber" => "BigInt", _ => field.Type },
        ["AttributeTypeName"] = new JsonObject { ["Value"] = $"{field.Type switch { "DateOnly" => "DateTime", "VersionNumber" => "BigInt", _ => field.Type }}Type" },
        ["AttributeOf"] = null,
        ["DisplayName"] = Label(field.Label),
        ["IsValidForUpdate"] = !field.IsReadOnly,
        ["IsValidForRead"] = true,
        ["IsSecured"] = SeededRows.IsSecured(field),
        ["RequiredLevel"] = new JsonObject { ["Value"] = field.IsRequired ? "SystemRequired" : field.Name is "name" or "title" ? "ApplicationRequired" : "None" },
        ["MetadataId"] = "5967e7cc-afbb-4c10-bf7e-e7ef430c52be",
    };

    /// <summary>The read-only column with the name of a lookup's row, which belongs to the lookup.</summary>
    private static JsonObject NameColumn(TableField lookup)
    {
        var column = Common(new($"{lookup.Name}name", "", "String") { IsReadOnly = true });
        column["AttributeOf"] = lookup.Name;
        return column;
    }

    private static JsonObject Own(TableField field, string expand)
    {
        var column = Common(field);
        switch (field.Type)
        {
            case "String" or "Memo":
                column["MaxLength"] = field.MaxLength;
                break;
            case "DateTime" or "DateOnly":
                column["Format"] = field.Type == "DateOnly" ? "DateOnly" : "DateAndTime";
                column["DateTimeBehavior"] = new JsonObject { ["Value"] = field.Type == "DateOnly" ? "DateOnly" : "UserLocal" };
                break;
            case "Money" or "Double":
                column["Precision"] = field.Type == "Money" ? 2 : 5;
                break;
            case "Lookup" or "Customer":
                column["Targets"] = new JsonArray(field.Reference);
                break;
            case "Boolean" when expand.Contains("OptionSet", StringComparison.Ordinal):
                column["OptionSet"] = new JsonObject { ["TrueOption"] = Option(new("1", "Yes")), ["FalseOption"] = Option(new("0", "No")) };
                break;
            case "Picklist" or "State" or "Status" or "MultiSelectPicklist" when expand.Contains("OptionSet", StringComparison.Ordinal):
                column["OptionSet"] = new JsonObject { ["Options"] = new JsonArray([.. field.Choices.Select(choice => (JsonNode)Option(choice))]) };
                break;
        }

        return column;
    }

    private static JsonObject Option(TableChoice choice)
    {
        var option = new JsonObject { ["Value"] = int.Parse(choice.Value, CultureInfo.InvariantCulture), ["Label"] = Label(choice.Label) };
        if (choice.Parent.Length > 0)
        {
            option["State"] = int.Parse(choice.Parent, CultureInfo.InvariantCulture);
        }

        return option;
    }

    private static JsonObject Relationship(RecordTable table, TableField field) => new()
    {
        ["ReferencingEntity"] = table.Name,
        ["ReferencingAttribute"] = field.Name,
        ["ReferencedEntity"] = field.Reference,
        ["ReferencingEntityNavigationPropertyName"] = SeededRows.NavigationOf(field),
        ["MetadataId"] = "b2d9f6d0-8f5c-4f6a-8d4e-0f6f6f3c1a01",
    };

    /// <summary>A label, which is null for columns that people never see.</summary>
    private static JsonObject Label(string text) =>
        new() { ["LocalizedLabels"] = new JsonArray(), ["UserLocalizedLabel"] = text.Length == 0 ? null : new JsonObject { ["Label"] = text, ["LanguageCode"] = 1033 } };

    private static string TypeOf(TableField field) =>
        $"{field.Type switch { "DateOnly" => "DateTime", "Customer" => "Lookup", "VersionNumber" => "BigInt", "Uniqueidentifier" => "UniqueIdentifier", _ => field.Type }}AttributeMetadata";
}
