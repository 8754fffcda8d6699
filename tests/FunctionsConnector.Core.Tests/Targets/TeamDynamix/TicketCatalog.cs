using FunctionsConnector.Core.Targets.TeamDynamix.Fields;
using Record = FunctionsConnector.Core.Targets.Record;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

/// <summary>The fields of a ticket application with a few custom attributes.</summary>
internal static class TicketCatalog
{
    public const string AttributesJson = """
        [{"ID":1234,"Name":"Building Code","FieldType":"textbox","DataType":"String","Choices":[],"IsUpdatable":false},
         {"ID":5678,"Name":"Lifecycle","FieldType":"dropdown","DataType":"String",
          "Choices":[{"ID":26191,"Name":"Development","IsActive":true},{"ID":26190,"Name":"Production","IsActive":true},{"ID":26189,"Name":"Retired","IsActive":false}]},
         {"ID":77,"Name":"Platforms","FieldType":"checkboxlist","DataType":"String",
          "Choices":[{"ID":1,"Name":"Windows","IsActive":true},{"ID":2,"Name":"Linux","IsActive":true}]},
         {"ID":88,"Name":"Go Live","FieldType":"datefield","DataType":"DateTime","Choices":[]},
         {"ID":99,"Name":"Seats","FieldType":"textbox","DataType":"Integer","Choices":[]},
         {"ID":66,"Name":"Sponsor","FieldType":"personfield","DataType":"String","Choices":[]},
         {"ID":55,"Name":"Description","FieldType":"textarea","DataType":"String","Choices":[]}]
        """;

    public const string StatusesJson = """
        [{"ID":5,"Name":"New","IsActive":true,"StatusClass":1,"RequireGoesOffHold":false},
         {"ID":6,"Name":"On Hold","IsActive":true,"StatusClass":5,"RequireGoesOffHold":true},
         {"ID":7,"Name":"Waiting","IsActive":true,"StatusClass":5,"RequireGoesOffHold":false},
         {"ID":8,"Name":"Ancient","IsActive":false,"StatusClass":3,"RequireGoesOffHold":false}]
        """;

    public static readonly FieldCatalog Fields = Make();

    /// <summary>The same fields of a server in a zone.</summary>
    public static FieldCatalog In(TimeZoneInfo zone) => new(Fields.RecordType, Fields.Fields.Select(field => field with { Zone = zone }));

    public static PlannedUpdate Update(params (string Field, string? Value)[] changes) => Update(null, changes);

    public static PlannedUpdate Update(Record? before, params (string Field, string? Value)[] changes) => new(
        new RecordReference("tdx", "tickets-42", "1001"),
        Fields,
        [.. changes.Select(change => new Change(Fields.Named(change.Field).ShouldHaveSingleItem(), change.Value))],
        before);

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static FieldCatalog Make()
    {
        var statuses = ChoiceList.Read(Json(StatusesJson));
        return new FieldCatalog(
            new RecordType("tickets-42", "Help Desk (tickets)"),
            [
                .. TicketFields.All.Select(field => field.ToField(field.Name == TicketFields.Status ? statuses : null)),
                .. CustomAttributes.Read(Json(AttributesJson), TicketFields.All),
            ]);
    }
}
