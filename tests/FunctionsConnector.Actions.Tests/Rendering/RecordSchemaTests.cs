namespace FunctionsConnector.Actions.Tests.Rendering;

public sealed class RecordSchemaTests(ConnectorFixture connector)
{
    [Fact]
    public async Task Every_field_is_an_output_and_those_with_labels_are_one_more()
    {
        var schemas = (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Tickets/record-schema")).Json;

        Names(schemas, "valueSchema").ShouldBe(
            ["id", "title", "description", "status", "issueType", "subIssueType", "dueDateTime", "startDay", "hours", "billable", "tags", "Rank", "notes"]);
        Names(schemas, "labelSchema").ShouldBe(["status", "issueType", "subIssueType", "tags"]);
    }

    [Theory]
    [InlineData("valueSchema", "title", "Title", "The value as text.")]
    [InlineData("valueSchema", "status", "Status", "The id of the choice.")]
    [InlineData("valueSchema", "tags", "Tags", "The ids of the choices, separated by commas.")]
    [InlineData("valueSchema", "hours", "Hours", "A number as text.")]
    [InlineData("valueSchema", "billable", "Billable", "true or false.")]
    [InlineData("valueSchema", "startDay", "Start", "A day such as 2027-03-21, in no time zone.")]
    [InlineData("valueSchema", "dueDateTime", "Due Date (dueDateTime)", "A date-time in UTC, such as 2027-03-21T14:30:00Z.")]
    [InlineData("labelSchema", "status", "Status Label", "The label of the choice.")]
    public async Task An_output_is_a_text_with_a_title(string schema, string field, string title, string description) =>
        (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Tickets/record-schema")).Json.GetProperty(schema).GetProperty("properties").GetProperty(field)
            .GetRawText().ShouldBe($$"""{"type":"string","title":"{{title}}","x-ms-summary":"{{title}}","description":"{{description}}"}""");

    [Fact]
    public async Task Both_schemas_of_a_very_large_record_type_stay_below_the_limit_together()
    {
        var reply = await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Giants/record-schema");

        Encoding.UTF8.GetByteCount(reply.Text).ShouldBeInRange(450_000, 500_000);
        Names(reply.Json, "valueSchema").Count.ShouldBeGreaterThan(1_000);
        Names(reply.Json, "labelSchema").Count.ShouldBeGreaterThan(1_000);
    }

    private static List<string> Names(JsonElement schemas, string name) =>
        [.. schemas.GetProperty(name).GetProperty("properties").EnumerateObject().Select(property => property.Name)];
}
