using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Tests.Operations;

public sealed class ListTests(ConnectorFixture connector)
{
    private const string Choices = $"{ConnectorFixture.RecordTypes}/Tickets/choices";

    [Fact]
    public async Task The_list_of_systems_has_those_of_the_key()
    {
        (await connector.GetAsync("/api/systems")).Text.ShouldBe(
            """{"value":[{"id":"alpha","label":"Alpha Desk","kind":"Fake"},{"id":"beta","label":"beta","kind":"Fake"}]}""");
        (await connector.GetAsync("/api/systems", ConnectorFixture.LimitedKey)).Value.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Record_types_are_listed() =>
        (await connector.GetAsync($"{ConnectorFixture.RecordTypes}?search=TICK")).Text.ShouldBe("""{"value":[{"id":"Tickets","label":"Ticket"}]}""");

    [Fact]
    public async Task Fields_are_listed_with_the_properties_for_a_picker()
    {
        var fields = (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/tickets/fields")).Value;

        fields[0].GetRawText().ShouldBe(
            """{"id":"id","label":"Id","type":"integer","writable":false,"required":false,"custom":false,"hasChoices":false}""");
        fields[1].GetRawText().ShouldBe(
            """{"id":"title","label":"Title","type":"text","writable":true,"required":true,"custom":false,"maxLength":50,"hasChoices":false}""");
    }

    [Fact]
    public async Task A_field_that_takes_several_choices_says_so()
    {
        var fields = (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/tickets/fields?writable=true")).Value;

        fields.Where(field => field.TryGetProperty("multiple", out var multiple) && multiple.GetBoolean())
            .Select(field => field.GetProperty("id").GetString()).ShouldBe(["tags"]);
        fields.Count(field => field.TryGetProperty("multiple", out _)).ShouldBe(1);
    }

    [Fact]
    public async Task Lists_end_at_five_hundred_and_can_be_searched()
    {
        (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Giants/fields")).Value.Count.ShouldBe(500);
        (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/Giants/fields?search=NUMBER%207999")).Value.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Fields_can_be_limited_to_writable_ones()
    {
        (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/tickets/fields?writable=true")).Value
            .ShouldAllBe(field => field.GetProperty("writable").GetBoolean());
        (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/tickets/fields?writable=")).Value[0].GetProperty("writable").GetBoolean().ShouldBeFalse();
        (await connector.GetAsync($"{ConnectorFixture.RecordTypes}/tickets/fields?writable=perhaps")).Code.ShouldBe("InvalidRequest");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("STATUS")]
    [InlineData("%20Status%20")]
    public async Task Choices_are_the_active_ones(string field) => (await connector.GetAsync($"{Choices}?field={field}")).Text.ShouldBe(
        """{"value":[{"id":"1","label":"New"},{"id":"5","label":"Complete"},{"id":"8","label":"In Progress"}]}""");

    [Fact]
    public async Task Choices_with_one_label_get_the_label_of_their_parent() => (await connector.GetAsync($"{Choices}?field=subIssueType")).Text.ShouldBe(
        """{"value":[{"id":"10","label":"Other (Hardware)","parentId":"1"},{"id":"20","label":"Other (Software)","parentId":"2"},{"id":"21","label":"Licence","parentId":"2"}]}""");

    [Fact]
    public async Task A_field_without_choices_has_an_empty_list() =>
        (await connector.GetAsync($"{Choices}?field=4711")).Text.ShouldBe("""{"value":[]}""");

    [Theory]
    [InlineData("", 400, "InvalidRequest")]
    [InlineData("?field=", 400, "InvalidRequest")]
    [InlineData("?field=no", 422, "UpdateInvalid")]
    [InlineData("?field=due%20date", 422, "UpdateInvalid")]
    public async Task Choices_are_of_one_field(string query, int status, string code)
    {
        var reply = await connector.GetAsync(Choices + query);

        (reply.Status, reply.Code).ShouldBe((status, code));
    }

    [Fact]
    public async Task A_record_is_read_without_its_empty_fields()
    {
        (await connector.GetAsync($"{ConnectorFixture.Record}/70?fields=Status,notes,rank,%20hours")).Text.ShouldBe(
            """
            {"system":"alpha","recordType":"Tickets","recordId":"70","fields":[{"field":"status","label":"Status","value":"1","displayValue":"New"},{"field":"hours","label":"Hours","value":"1.5","displayValue":"1.5"}],"values":{"status":"1","hours":"1.5"},"labels":{"status":"New"}}
            """);
        (await connector.GetAsync($"{ConnectorFixture.Record}/70")).Json.GetProperty("values").TryGetProperty("notes", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_connection_is_valid_if_all_systems_of_the_key_are()
    {
        connector.Beta.Connection = new Failure(FailureCode.CredentialsRefused, "The system refused our credentials.");

        (await connector.GetAsync("/api/connection", ConnectorFixture.LimitedKey)).Text.ShouldBe("""{"value":[{"id":"alpha","label":"Alpha Desk","ok":true}]}""");
        var reply = await connector.GetAsync("/api/connection");
        (reply.Status, reply.Code, reply.Error.GetProperty("system").GetString()).ShouldBe((424, "CredentialsRefused", "beta"));
    }
}
