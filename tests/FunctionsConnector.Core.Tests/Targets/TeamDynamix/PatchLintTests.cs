using FunctionsConnector.Core.Targets.TeamDynamix.Dialect;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class PatchLintTests
{
    private static readonly Uri Url = new("https://org.example/TDWebApi/api/42/tickets/1001?notifyNewResponsible=false");

    [Theory]
    [InlineData("""{"op":"add","path":"/Title","value":"x"}""", FailureDetailCode.ValueInvalid)]
    [InlineData("not json", FailureDetailCode.ValueInvalid)]
    [InlineData("""["add"]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","value":"x"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"test","path":"/Title","value":"x"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"copy","from":"/Title","path":"/Description"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"path":"/Title","value":"x"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","path":"/attributes/-","value":"x"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","path":"/Title/-","value":"x"}]""", FailureDetailCode.FieldNotFound)]
    [InlineData("""[{"op":"add","path":"Title","value":"x"}]""", FailureDetailCode.FieldNotFound)]
    [InlineData("""[{"op":"add","path":"/Title","value":"x"},{"op":"add","path":"/title","value":"y"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"replace","path":"/Attributes","value":[]}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"replace","path":"/attributes/","value":"x"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"replace","path":"/Attributes/0/Value","value":"x"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","path":"/attributes/Building Code","value":"x"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","path":"/attributes/4711","value":"x"}]""", FailureDetailCode.FieldNotFound)]
    [InlineData("""[{"op":"add","path":"/attributes/5678","value":"Production"}]""", FailureDetailCode.ChoiceNotFound)]
    [InlineData("""[{"op":"add","path":"/attributes/5678","value":26190}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","path":"/attributes/77","value":["1","2"]}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","path":"/attributes/5678","value":"26189"}]""", FailureDetailCode.ChoiceInactive)]
    [InlineData("""[{"op":"add","path":"/attributes/77","value":"1,3"}]""", FailureDetailCode.ChoiceNotFound)]
    [InlineData("""[{"op":"add","path":"/StatusID","value":8}]""", FailureDetailCode.ChoiceInactive)]
    [InlineData("""[{"op":"add","path":"/StatusID","value":9}]""", FailureDetailCode.ChoiceNotFound)]
    [InlineData("""[{"op":"add","path":"/StatusName","value":"New"}]""", FailureDetailCode.FieldReadOnly)]
    [InlineData("""[{"op":"remove","path":"/CreatedDate"}]""", FailureDetailCode.FieldReadOnly)]
    [InlineData("""[{"op":"add","path":"/Nonsense","value":1}]""", FailureDetailCode.FieldNotFound)]
    [InlineData("""[{"op":"add","path":"/Lifecycle","value":"26190"}]""", FailureDetailCode.FieldNotFound)]
    [InlineData("""[{"op":"add","path":"/Title"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","path":"/Title","value":null}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","path":"/StartDate","value":"2026-03-21T00:00:00"}]""", FailureDetailCode.ValueInvalid)]
    [InlineData("""[{"op":"add","path":"/attributes/88","value":"2026-03-21"}]""", FailureDetailCode.ValueInvalid)]
    public void Operations_that_the_vendor_refuses_or_ignores_are_found(string body, FailureDetailCode code)
    {
        var detail = Find(body).ShouldHaveSingleItem();
        detail.Code.ShouldBe(code);
        detail.Message.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("""[{"op":"add","path":"/title","value":"x"},{"op":"replace","path":"/StatusID","value":5},{"op":"remove","path":"/Attributes/5678"}]""")]
    [InlineData("""[{"op":"add","path":"/attributes/77","value":"1,2"},{"op":"add","path":"/attributes/5678","value":"26190"}]""")]
    [InlineData("""[{"op":"add","path":"/StartDate","value":"2026-03-21T00:00:00-05:00"},{"op":"add","path":"/EndDate","value":"2026-03-21T00:00:00Z"}]""")]
    public void Operations_that_the_vendor_accepts_pass(string body) => Find(body).ShouldBeEmpty();

    [Theory]
    [InlineData("/ResponsibleUid", "", true)]
    [InlineData("/responsiblegroupid", "", true)]
    [InlineData("/ResponsibleUid", "?notifyNewResponsible=", true)]
    [InlineData("/ResponsibleUid", "?notifyNewResponsible=true", false)]
    [InlineData("/Title", "", false)]
    public void A_change_of_responsibility_must_state_the_notification(string path, string query, bool isFound)
    {
        var patch = new Patch("PATCH", new Uri($"https://org.example/TDWebApi/api/42/tickets/1001{query}"), $$"""[{"op":"remove","path":"{{path}}"}]""");

        PatchLint.Find(patch, TicketCatalog.Fields, requiresNotify: true).Any(detail => detail.Target == "notifyNewResponsible").ShouldBe(isFound);
    }

    [Fact]
    public void A_body_over_4_MB_is_found()
    {
        var text = new string('é', PatchLint.MaxBodyBytes / 2);

        Find($$"""[{"op":"add","path":"/Description","value":"{{text}}"}]""").ShouldHaveSingleItem().Code.ShouldBe(FailureDetailCode.ValueTooLong);
    }

    private static IReadOnlyList<FailureDetail> Find(string body) =>
        PatchLint.Find(new Patch("PATCH", Url, body), TicketCatalog.Fields, requiresNotify: true);
}
