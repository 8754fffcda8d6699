using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Core.Tests.Updates.Resolving;

public class ChoiceResolverTests
{
    private static readonly Field Status = new("status", "Status", FieldType.Integer)
    {
        Choices =
        [
            new Choice("1", "New"), new Choice("5", "Complete"), new Choice("9", "Waiting") { IsActive = false },
            new Choice("20", "21"), new Choice("21", "Escalated"), new Choice("30", "Waiting for Caf&eacute; &amp; Bar"),
        ],
    };

    private static readonly Field SubIssue = new("subIssueType", "Sub Issue Type", FieldType.Integer)
    {
        ChoicesDependOn = "issueType",
        Choices = [new Choice("100", "Other") { ParentId = "4" }, new Choice("200", "Other") { ParentId = "5" }],
    };

    [Theory]
    [InlineData("Complete", "5")]
    [InlineData("complete", "5")]
    [InlineData("5", "5")]
    [InlineData("05", "5")]
    [InlineData(" 5 ", "5")]
    [InlineData("Complete ", "5")]
    [InlineData("\u00a0Com\u200bplete\u00a0", "5")]
    [InlineData("id:5", "5")]
    [InlineData("ID: 5", "5")]
    [InlineData("Waiting  for\tCafe\u0301 & Bar", "30")]
    [InlineData("waiting for Café &amp; Bar", "30")]
    public void A_choice_is_found_by_label_or_id_in_any_case(string text, string expected) =>
        Resolve(Status, text).ShouldBe(ConvertedValue.Of(expected));

    [Theory]
    [InlineData("Comp", "is not a choice. Did you mean 'Complete'? Allowed: New, Complete, 21, Escalated, Waiting for Caf&eacute; &amp; Bar.")]
    [InlineData("Compelte", "is not a choice. Did you mean 'Complete'? Allowed: New, Complete, 21, Escalated, Waiting for Caf&eacute; &amp; Bar.")]
    [InlineData("Clsoed", "is not one of: New, Complete, 21, Escalated, Waiting for Caf&eacute; &amp; Bar.")]
    [InlineData("id:Complete", "is not one of: New, Complete, 21, Escalated, Waiting for Caf&eacute; &amp; Bar.")]
    public void A_similar_text_is_not_a_choice(string text, string message)
    {
        var (_, problem) = Resolve(Status, text);

        problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceNotFound);
        problem.Message.ShouldBe($"Status '{text}' {message}");
    }

    [Fact]
    public void Of_many_choices_only_the_nearest_are_named()
    {
        var field = Status with { Choices = [.. Enumerable.Range(1, 50).Select(id => new Choice($"{id}", $"Choice {id:D3}")), new Choice("99", "Complete")] };

        Resolve(field, "Compleet").Problem.ShouldNotBeNull().Message.ShouldBe("Status 'Compleet' is not a choice. Did you mean 'Complete'? There are 51 choices.");
    }

    [Theory]
    [InlineData(NamedBy.LabelOrId, "20")]
    [InlineData(NamedBy.Label, "20")]
    [InlineData(NamedBy.IdOrLabel, "21")]
    [InlineData(NamedBy.Id, "21")]
    public void Of_a_label_and_an_id_that_read_the_same_a_text_means_the_label_and_a_number_the_id(object by, string expected) =>
        ChoiceResolver.Resolve(Status, new PlainValue("21", (NamedBy)by), parent: null, isCondition: false).ShouldBe(ConvertedValue.Of(expected));

    [Fact]
    public void The_exact_label_counts_before_the_same_in_another_case_or_with_other_spaces()
    {
        var field = Status with { Choices = [new Choice("1", "Red"), new Choice("2", "RED"), new Choice("3", " Red"), new Choice("4", "Dark  red"), new Choice("5", "dark red ")] };

        Resolve(field, "Red").ShouldBe(ConvertedValue.Of("1"));
        Resolve(field, "RED").ShouldBe(ConvertedValue.Of("2"));
        Resolve(field, "red").Problem.ShouldNotBeNull().Message.ShouldContain("Red (id 1), RED (id 2)");
        Resolve(field, "dark red").Problem.ShouldNotBeNull().Message.ShouldContain("Dark  red (id 4), dark red  (id 5)");
    }

    [Fact]
    public void An_inactive_choice_is_refused() =>
        Resolve(Status, "Waiting").Problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceInactive);

    [Fact]
    public void An_inactive_choice_does_not_give_its_text_to_the_id_of_another()
    {
        var field = Status with { Choices = [new Choice("9", "5") { IsActive = false }, new Choice("5", "High")] };

        Resolve(field, "5").Problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceInactive);
    }

    [Fact]
    public void A_condition_may_name_an_inactive_choice() =>
        ChoiceResolver.Resolve(Status, new PlainValue("Waiting"), parent: null, isCondition: true).Text.ShouldBe("9");

    [Theory]
    [InlineData("4", "100")]
    [InlineData("5", "200")]
    public void The_same_label_under_two_parents_means_the_one_under_the_records_parent(string parent, string expected) =>
        ChoiceResolver.Resolve(SubIssue, new PlainValue("Other"), parent, isCondition: false).ShouldBe(ConvertedValue.Of(expected));

    [Fact]
    public void A_choice_of_another_parent_is_not_found_and_the_message_says_why()
    {
        var (_, problem) = ChoiceResolver.Resolve(SubIssue, new PlainValue("200"), parent: "4", isCondition: false);

        problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceNotFound);
        problem.Message.ShouldContain("another issueType");
    }

    [Theory]
    [InlineData("200")]
    [InlineData("Software")]
    public void A_condition_may_name_a_choice_of_another_parent_than_the_records(string text)
    {
        var only = SubIssue with { Choices = [new Choice("100", "Network") { ParentId = "4" }, new Choice("200", "Software") { ParentId = "5" }] };

        ChoiceResolver.Resolve(only, new PlainValue(text), parent: "4", isCondition: true).ShouldBe(ConvertedValue.Of("200"));
        ChoiceResolver.Resolve(only, new PlainValue("Nothing"), parent: "4", isCondition: true).Problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceNotFound);
    }

    private static ConvertedValue Resolve(Field field, string text) =>
        ChoiceResolver.Resolve(field, new PlainValue(text), parent: null, isCondition: false);
}
