namespace FunctionsConnector.Actions.Tests.Rendering;

public sealed class UpdateSchemaTests(ConnectorFixture connector)
{
    [Fact]
    public async Task Writable_fields_are_described()
    {
        var properties = (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Tickets/update-schema")).Json.GetProperty("schema").GetProperty("properties");

        properties.TryGetProperty("id", out _).ShouldBeFalse();
        properties.GetProperty("title").GetRawText().ShouldBe(
            """{"type":"string","title":"Title","x-ms-summary":"Title","description":"Blank leaves it as it is. It cannot be cleared. At most 50 characters."}""");
        properties.GetProperty("status").GetRawText().ShouldBe(
            """
            {"type":"string","title":"Status","x-ms-summary":"Status","description":"Blank leaves it as it is. A label or an id. Allowed: New, Complete, In Progress.","enum":["New","Complete","In Progress"]}
            """);
    }

    [Theory]
    [InlineData("dueDateTime", "string", "date-time")]
    [InlineData("startDay", "string", "date")]
    [InlineData("hours", "number", null)]
    [InlineData("billable", "boolean", null)]
    [InlineData("tags", "string", null)]
    public async Task Types_are_valid_for_a_form(string field, string type, string? format)
    {
        var property = (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Tickets/update-schema"))
            .Json.GetProperty("schema").GetProperty("properties").GetProperty(field);

        property.GetProperty("type").GetString().ShouldBe(type);
        (property.TryGetProperty("format", out var said) ? said.GetString() : null).ShouldBe(format);
    }

    [Fact]
    public async Task Enumerations_have_unique_labels()
    {
        var property = (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Tickets/update-schema"))
            .Json.GetProperty("schema").GetProperty("properties").GetProperty("subIssueType");

        property.GetProperty("enum").EnumerateArray().Select(label => label.GetString()).ShouldBe(["Other", "Licence"]);
    }

    [Fact]
    public async Task Fields_with_one_label_have_distinct_titles()
    {
        var properties = (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Tickets/update-schema")).Json.GetProperty("schema").GetProperty("properties");

        properties.GetProperty("notes").GetProperty("title").GetString().ShouldBe("Due Date (notes)");
    }

    [Fact]
    public async Task A_schema_stays_below_the_limit_of_designers()
    {
        var reply = await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Giants/update-schema");

        Encoding.UTF8.GetByteCount(reply.Text).ShouldBeInRange(450_000, 500_000);
        var properties = reply.Json.GetProperty("schema").GetProperty("properties");
        properties.GetProperty("field0").TryGetProperty("description", out _).ShouldBeTrue();
        properties.GetProperty("field101").TryGetProperty("description", out _).ShouldBeFalse();
        properties.GetProperty("field101").TryGetProperty("enum", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Tickets")]
    [InlineData("Giants")]
    public async Task A_schema_has_nothing_that_designers_cannot_read(string recordType) =>
        Check((await connector.GetAsync($"{ConnectorFixture.RecordTypes}/{recordType}/update-schema")).Json.GetProperty("schema"));

    private static void Check(JsonElement schema)
    {
        schema.GetProperty("type").ValueKind.ShouldBe(JsonValueKind.String);
        foreach (var member in schema.EnumerateObject())
        {
            member.Name.ShouldNotBeOneOf("$ref", "oneOf", "anyOf", "allOf");
            member.Value.ValueKind.ShouldNotBe(JsonValueKind.Null);
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                Check(property.Value);
            }
        }
    }
}
