using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Core.Tests.Updates.Resolving;

public class FieldResolverTests
{
    private static readonly FieldCatalog Catalog = new(
        new RecordType("Tickets", "Tickets"),
        [
            new Field("status", "Status", FieldType.Integer),
            new Field("Room", "Meeting Room", FieldType.Text) { IsCustom = true, Id = "1234" },
            new Field("room2", "Room", FieldType.Text) { IsCustom = true, Id = "1235" },
            new Field("createDate", "Create Date", FieldType.DateTime) { IsWritable = false },
        ]);

    [Theory]
    [InlineData("status", "status")]
    [InlineData("STATUS", "status")]
    [InlineData("Create Date", "createDate")]
    [InlineData("1234", "Room")]
    [InlineData("1235", "room2")]
    [InlineData("meeting room", "Room")]
    [InlineData(" status ", "status")]
    [InlineData("Meeting\u00a0 Room", "Room")]
    [InlineData("Meeting&nbsp;Room", "Room")]
    public void A_field_is_found_by_name_label_or_id_in_any_case(string name, string expected) =>
        FieldResolver.Resolve(Catalog, name).Field.ShouldNotBeNull().Name.ShouldBe(expected);

    [Fact]
    public void A_name_that_fits_two_fields_is_refused_and_both_are_listed()
    {
        var problem = FieldResolver.Resolve(Catalog, "room").Problem.ShouldNotBeNull();

        problem.Code.ShouldBe(FailureDetailCode.FieldAmbiguous);
        problem.Message.ShouldContain("1234");
        problem.Message.ShouldContain("1235");
    }

    [Fact]
    public void An_exact_api_name_means_its_field_although_another_has_it_as_a_label() =>
        FieldResolver.Resolve(Catalog, "Room").Field.ShouldNotBeNull().Id.ShouldBe("1234");

    [Fact]
    public void A_custom_field_with_the_name_of_another_is_found_by_its_id()
    {
        var catalog = new FieldCatalog(
            new RecordType("Tickets", "Tickets"),
            [new Field("source", "Source", FieldType.Integer), new Field("Source", "Source", FieldType.Text) { IsCustom = true, Id = "77" }]);

        FieldResolver.Resolve(catalog, "source").Field.ShouldNotBeNull().IsCustom.ShouldBeFalse("it is listed by this name");
        FieldResolver.Resolve(catalog, "Source").Problem.ShouldNotBeNull().Message.ShouldContain("source (Source), Source (77) (Source, id 77)");
        FieldResolver.Resolve(catalog, "77").Field.ShouldNotBeNull().IsCustom.ShouldBeTrue();
        FieldResolver.Resolve(catalog, "Source (77)").Field.ShouldNotBeNull().IsCustom.ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_name_is_refused_and_the_writable_fields_are_listed()
    {
        var problem = FieldResolver.Resolve(Catalog, "colour").Problem.ShouldNotBeNull();

        problem.Code.ShouldBe(FailureDetailCode.FieldNotFound);
        problem.Message.ShouldBe("Tickets has no field 'colour'. Writable fields: status, Room, room2.");
    }

    [Theory]
    [InlineData("stat", "'status'")]
    [InlineData("Statsu", "'status'")]
    [InlineData("create-date", "'createDate'")]
    [InlineData("rooms", "'Room' or 'room2'")]
    public void Of_a_name_that_is_nearly_right_the_nearest_names_are_offered_and_none_is_used(string name, string nearest) =>
        FieldResolver.Resolve(Catalog, name).Problem.ShouldNotBeNull().Message.ShouldBe($"Tickets has no field '{name}'. Did you mean {nearest}?");
}
