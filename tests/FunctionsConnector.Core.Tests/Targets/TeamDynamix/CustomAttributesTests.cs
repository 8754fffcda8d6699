using FunctionsConnector.Core.Targets.TeamDynamix.Fields;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class CustomAttributesTests
{
    [Fact]
    public void An_attribute_of_a_real_tenant_is_a_picklist_that_can_be_written()
    {
        var field = Read("""
            [{"ID":11634,"Name":"mu.ci.Lifecycle Status","Order":50,"Description":"","SectionID":0,"SectionName":null,
              "FieldType":"dropdown","DataType":"String",
              "Choices":[{"ID":26191,"Name":"Development","IsActive":true,"DateCreated":"2014-11-13T19:56:04.747Z","DateModified":"2014-11-13T19:56:04.747Z","Order":0}],
              "IsRequired":true,"IsUpdatable":false,"Value":"26190","ValueText":"Production","ChoicesText":"Production","AssociatedItemIDs":[0]}]
            """).Fields.Single(field => field.IsCustom);

        field.Name.ShouldBe("mu.ci.Lifecycle Status");
        field.Id.ShouldBe("11634");
        field.IsWritable.ShouldBeTrue();
        field.IsRequired.ShouldBeFalse();
        field.Choices.ShouldBe([new Choice("26191", "Development")]);
        field.AllowsMultiple.ShouldBeFalse();
    }

    [Theory]
    [InlineData("multiselect", true)]
    [InlineData("checkboxlist", true)]
    [InlineData("checklist", true)]
    [InlineData("dropdown", false)]
    [InlineData("hradio", false)]
    [InlineData("vradio", false)]
    public void The_type_of_the_control_decides_whether_several_choices_are_allowed(string fieldType, bool several)
    {
        var field = Read($$"""[{"ID":1,"Name":"A","FieldType":"{{fieldType}}","Choices":[{"ID":2,"Name":"B"}]}]""").Find("A")!;

        field.AllowsMultiple.ShouldBe(several);
        field.Choices.ShouldBe([new Choice("2", "B")]);
    }

    [Fact]
    public void Two_attributes_with_one_name_are_available_only_by_id()
    {
        var catalog = Read("""[{"ID":12,"Name":"Cost","FieldType":"textbox"},{"ID":13,"Name":"cost","FieldType":"textbox"}]""");

        catalog.Named("Cost").Count.ShouldBe(2);
        catalog.Named("12").ShouldHaveSingleItem().Id.ShouldBe("12");
        catalog.Named("13").ShouldHaveSingleItem().Id.ShouldBe("13");
    }

    [Theory]
    [InlineData("Title")]
    [InlineData("StatusID")]
    [InlineData("status")]
    public void An_attribute_with_the_name_or_label_of_a_standard_field_leaves_it_reachable(string name)
    {
        var catalog = Read($$"""[{"ID":12,"Name":"{{name}}","FieldType":"textbox"}]""");

        catalog.Named(name).ShouldHaveSingleItem().IsCustom.ShouldBeFalse();
        catalog.Named("12").ShouldHaveSingleItem().IsCustom.ShouldBeTrue();
    }

    [Fact]
    public void Generated_names_are_unique()
    {
        var catalog = Read("""
            [{"ID":12,"Name":"Cost"},{"ID":13,"Name":"Cost"},{"ID":14,"Name":"Cost (12)"},{"ID":15,"Name":"Cost (12)"},
             {"ID":16,"Name":""},{"ID":17},{"ID":17,"Name":"Again"},{"Name":"without id"},"text"]
            """);

        catalog.Fields.Where(field => field.IsCustom).Select(field => field.Id).ShouldBe(["12", "13", "14", "15", "16", "17"]);
    }

    private static FieldCatalog Read(string json) => new(
        new RecordType("tickets-42", "Tickets"),
        [.. TicketFields.All.Select(field => field.ToField(null)), .. CustomAttributes.Read(TicketCatalog.Json(json), TicketFields.All)]);
}
