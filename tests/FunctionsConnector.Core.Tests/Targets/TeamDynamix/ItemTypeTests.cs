using FunctionsConnector.Core.Targets.TeamDynamix.Items;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class ItemTypeTests
{
    [Theory]
    [InlineData("tickets-42", "api/42/tickets/7")]
    [InlineData("Assets-42", "api/42/assets/7")]
    [InlineData("cis-42", "api/42/cmdb/7")]
    [InlineData("articles-42", "api/42/knowledgebase/7")]
    [InlineData("people", "api/people/7")]
    [InlineData("projects", "api/projects/7")]
    public void A_record_type_has_the_path_of_its_items(string recordType, string path) => ItemType.Parse(recordType)!.Path("7").ShouldBe(path);

    [Theory]
    [InlineData("tickets")]
    [InlineData("tickets-")]
    [InlineData("tickets-x")]
    [InlineData("tickets--1")]
    [InlineData("people-42")]
    [InlineData("accounts-42")]
    [InlineData("")]
    public void Any_other_text_is_no_record_type(string recordType) => ItemType.Parse(recordType).ShouldBeNull();

    [Theory]
    [InlineData("tickets-42", "a3b0c442-98fc-4c14-9afb-f4c8996fb924", "a whole number")]
    [InlineData("tickets-42", "0", "a whole number")]
    [InlineData("people", "7", "a GUID")]
    [InlineData("people", "{a3b0c442-98fc-4c14-9afb-f4c8996fb924}", "a GUID")]
    public void An_id_of_another_form_is_not_found_and_the_failure_names_the_right_form(string recordType, string id, string expected)
    {
        var failure = ItemType.Parse(recordType)!.CheckId(id)!;

        failure.Code.ShouldBe(FailureCode.RecordNotFound);
        failure.Message.ShouldContain(expected);
    }
}
