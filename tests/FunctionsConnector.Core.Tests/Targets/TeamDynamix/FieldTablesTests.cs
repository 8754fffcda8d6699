using FunctionsConnector.Core.Targets.TeamDynamix.Fields;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class FieldTablesTests
{
    public static TheoryData<string> Kinds => [.. ItemKind.All.Select(kind => kind.Prefix)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_name_and_label_names_one_field(string prefix)
    {
        var catalog = Catalog(prefix);

        foreach (var field in catalog.Fields)
        {
            catalog.Named(field.Name).ShouldBe([field], field.Name);
            catalog.Named(field.Label).ShouldBe([field], field.Label);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_read_only_field_has_a_reason(string prefix) =>
        Catalog(prefix).Fields.Where(field => !field.IsWritable).ShouldAllBe(field => field.ReadOnlyReason!.Contains(field.Name));

    [Fact]
    public void A_derived_field_names_its_source() =>
        Catalog("tickets").Find("StatusName")!.ReadOnlyReason!.ShouldContain("Change StatusID instead");

    [Theory]
    [InlineData("IsPublished")]
    [InlineData("IsPublic")]
    public void An_update_cannot_publish_an_article(string name) => Catalog("articles").Find(name)!.IsWritable.ShouldBeFalse();

    [Theory]
    [InlineData("StatusID", "Status")]
    [InlineData("StatusName", "Status Name")]
    [InlineData("ResponsibleGroupID", "Responsible Group")]
    [InlineData("RequestorUid", "Requestor")]
    [InlineData("OwnerUID", "Owner")]
    [InlineData("ReviewDateUtc", "Review Date")]
    [InlineData("ID", "ID")]
    [InlineData("UID", "UID")]
    [InlineData("Title", "Title")]
    public void A_label_is_the_name_in_words(string name, string label) => FieldLabel.Of(name).ShouldBe(label);

    private static FieldCatalog Catalog(string prefix)
    {
        var kind = ItemKind.All.Single(kind => kind.Prefix == prefix);
        return new FieldCatalog(new RecordType(prefix, prefix), kind.Fields.Select(field => field.ToField(null)));
    }
}
