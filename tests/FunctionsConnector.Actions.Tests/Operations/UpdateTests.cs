namespace FunctionsConnector.Actions.Tests.Operations;

public sealed class UpdateTests(ConnectorFixture connector)
{
    private const string Record = ConnectorFixture.Record;

    [Fact]
    public async Task One_field_is_updated_and_returned()
    {
        var reply = await connector.SendAsync("PATCH", $"{Record}/1/field", """{"field":"Status","value":"complete"}""");

        reply.Status.ShouldBe(200);
        reply.Text.ShouldBe(
            $$$"""
            {"succeeded":true,"outcome":"applied","changed":true,"system":"alpha","recordType":"Tickets","recordId":"1","fields":[{"field":"status","label":"Status","value":"5","displayValue":"Complete"}],"requestId":"{{{reply.Header("x-request-id")}}}"}
            """);
        connector.Alpha.Values("1")["status"].ShouldBe("5");
    }

    [Fact]
    public async Task A_cleared_field_has_no_value_in_the_reply()
    {
        var reply = await connector.SendAsync("PATCH", $"{Record}/2/field", """{"field":"hours","value":"","clear":"True","onlyIf":{"hours":1.5}}""");

        reply.Json.GetProperty("fields")[0].GetRawText().ShouldBe("""{"field":"hours","label":"Hours","previousValue":"1.5","cleared":true}""");
        connector.Alpha.Values("2")["hours"].ShouldBeNull();
    }

    [Fact]
    public async Task Several_fields_are_set_cleared_and_left_as_they_are()
    {
        var reply = await connector.SendAsync(
            "PATCH",
            $"{Record}/3",
            """{"fields":{"description":"x","title":"","billable":null},"fieldsToClear":["hours","","HOURS"],"verify":"","failureMode":"","onlyIf":""}""");

        reply.Status.ShouldBe(200);
        var values = connector.Alpha.Values("3");
        (values["description"], values["title"], values["billable"], values["hours"]).ShouldBe(("x", "Printer", null, null));
    }

    [Fact]
    public async Task Fields_to_clear_may_be_comma_separated()
    {
        (await connector.SendAsync("PATCH", $"{Record}/4", """{"fieldsToClear":"hours, billable"}""")).Status.ShouldBe(200);

        connector.Alpha.Values("4")["billable"].ShouldBeNull();
    }

    [Fact]
    public async Task An_update_without_a_change_is_not_sent()
    {
        var reply = await connector.SendAsync("PATCH", $"{Record}/5/field", """{"field":"status","value":"New","onlyIf":{"title":"Printer"}}""");

        (reply.Json.GetProperty("outcome").GetString(), reply.Json.GetProperty("changed").GetBoolean()).ShouldBe(("unchanged", false));
    }

    [Fact]
    public async Task A_blank_condition_demands_an_empty_field()
    {
        (await connector.SendAsync("PATCH", $"{Record}/6/field", """{"field":"title","value":"a","onlyIf":{"description":""}}""")).Status.ShouldBe(200);
        (await connector.SendAsync("PATCH", $"{Record}/6/field", """{"field":"title","value":"b","onlyIf":{"hours":""}}""")).Code.ShouldBe("Conflict");

        connector.Alpha.Values("6")["title"].ShouldBe("a");
    }

    [Theory]
    [InlineData("false")]
    [InlineData("\"False\"")]
    public async Task An_update_that_is_not_verified_is_accepted(string verify)
    {
        var reply = await connector.SendAsync("PATCH", $"{Record}/{FakeSystem.IgnoringId}/field", $$"""{"field":"title","value":"x","verify":{{verify}}}""");

        reply.Json.GetProperty("outcome").GetString().ShouldBe("accepted");
    }

    [Fact]
    public async Task A_preview_has_the_body_as_text_and_changes_nothing()
    {
        var reply = await connector.SendAsync("POST", $"{Record}/7/preview", """{"fields":{"title":"Über 'x'"},"fieldsToClear":["hours"]}""");

        reply.Status.ShouldBe(200);
        var request = reply.Json.GetProperty("request");
        request.GetProperty("method").GetString().ShouldBe("PATCH");
        request.GetProperty("url").GetString().ShouldBe("https://vendor.example/Tickets/7");
        request.GetProperty("body").GetString().ShouldBe("""{"title":"\u00DCber \u0027x\u0027","hours":null}""");
        reply.Json.GetProperty("fields").GetArrayLength().ShouldBe(2);
        reply.Json.GetProperty("warnings").GetArrayLength().ShouldBe(0);
        connector.Alpha.Values("7")["title"].ShouldBe("Printer");
    }

    [Theory]
    [InlineData("12345678901234567890")]
    [InlineData("12a")]
    [InlineData("-1")]
    [InlineData("%20e1b9c6f2-6a52-4a8b-9c58-0123456789ab")]
    [InlineData("e1b9c6f26a524a8b9c580123456789ab")]
    [InlineData("1%2F2")]
    [InlineData("٣")]
    public async Task A_record_id_is_digits_or_a_guid(string recordId)
    {
        var reply = await connector.SendAsync("PATCH", $"{Record}/{recordId}/field", """{"field":"title","value":"x"}""");

        (reply.Status, reply.Code, reply.Error.GetProperty("target").GetString()).ShouldBe((400, "InvalidRequest", "recordId"));
    }

    [Fact]
    public async Task A_guid_is_a_record_id() =>
        (await connector.SendAsync("PATCH", $"{Record}/e1b9c6f2-6a52-4a8b-9c58-0123456789ab/field", """{"field":"title","value":"x"}""")).Status.ShouldBe(200);
}
