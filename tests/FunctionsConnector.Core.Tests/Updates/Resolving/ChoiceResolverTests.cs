using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Core.Tests.Updates.Resolving;

public class ChoiceResolverTests
{
    private static readonly Field Status = new("status", "Status", FieldType.Integer)
    {
        Choices =
        [
            new Choice("1", "New"), new Choice("5", "Complete"), new Choice("9", "Waiting") { IsActive = false },
            new Choice("20", "21"), new Choice("21", "Escalated"),
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
    public void A_choice_is_found_by_label_or_id_in_any_case(string text, string expected) =>
        Resolve(Status, text).ShouldBe(ConvertedValue.Of(expected));

    [Theory]
    [InlineData("Comp")]
    [InlineData("Clsoed")]
    [InlineData("Complete ")]
    public void A_similar_text_is_not_a_choice(string text)
    {
        var (_, problem) = Resolve(Status, text);

        problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceNotFound);
        problem.Message.ShouldBe($"Status '{text}' is not one of: New, Complete, 21, Escalated.");
    }

    [Fact]
    public void An_inactive_choice_is_refused() =>
        Resolve(Status, "Waiting").Problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceInactive);

    [Fact]
    public void A_condition_may_name_an_inactive_choice() =>
        ChoiceResolver.Resolve(Status, "Waiting", parent: null, isCondition: true).Text.ShouldBe("9");

    [Fact]
    public void A_text_that_is_the_label_of_one_choice_and_the_id_of_another_is_refused_and_both_are_listed()
    {
        var (_, problem) = Resolve(Status, "21");

        problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ValueInvalid);
        problem.Message.ShouldContain("21 (id 20), Escalated (id 21)");
    }

    [Theory]
    [InlineData("4", "100")]
    [InlineData("5", "200")]
    public void The_same_label_under_two_parents_means_the_one_under_the_records_parent(string parent, string expected) =>
        ChoiceResolver.Resolve(SubIssue, "Other", parent, isCondition: false).ShouldBe(ConvertedValue.Of(expected));

    [Fact]
    public void A_choice_of_another_parent_is_not_found_and_the_message_says_why()
    {
        var (_, problem) = ChoiceResolver.Resolve(SubIssue, "200", parent: "4", isCondition: false);

        problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceNotFound);
        problem.Message.ShouldContain("another issueType");
    }

    [Theory]
    [InlineData("200")]
    [InlineData("Software")]
    public void A_condition_may_name_a_choice_of_another_parent_than_the_records(string text)
    {
        var only = SubIssue with { Choices = [new Choice("100", "Network") { ParentId = "4" }, new Choice("200", "Software") { ParentId = "5" }] };

        ChoiceResolver.Resolve(only, text, parent: "4", isCondition: true).ShouldBe(ConvertedValue.Of("200"));
        ChoiceResolver.Resolve(only, "Nothing", parent: "4", isCondition: true).Problem.ShouldNotBeNull().Code.ShouldBe(FailureDetailCode.ChoiceNotFound);
    }

    private static ConvertedValue Resolve(Field field, string text) =>
        ChoiceResolver.Resolve(field, text, parent: null, isCondition: false);
}
