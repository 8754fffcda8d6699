using FunctionsConnector.Actions.Tests.Definition.Testing;

namespace FunctionsConnector.Actions.Tests.Definition;

/// <summary>Rules of reviewers, or that nearly all certified connectors obey.</summary>
public sealed class StrongRowTests
{
    [Fact]
    public void S1_Every_visible_input_has_a_label_and_a_description() => Row.Holds();

    [Fact]
    public void S2_Every_summary_is_in_sentence_case_and_begins_with_a_verb() => Row.Holds();

    [Fact]
    public void S3_Every_description_ends_with_a_full_stop() => Row.Holds();

    [Fact]
    public void S4_Every_label_is_in_title_case() => Row.Holds();

    [Fact]
    public void S5_The_contact_has_a_name_a_url_and_an_email() => Row.Holds();

    [Fact]
    public void S6_The_copy_for_certification_names_publisher_and_stack_owner() => Row.Holds();

    [Fact]
    public void S7_Ids_are_pascal_case_and_end_with_their_revision() => Row.Holds();

    [Fact]
    public void S8_A_deprecated_operation_names_its_replacement() => Row.Holds();

    [Fact]
    public void S9_Every_policy_and_its_operations_exist() => Row.Holds();

    [Fact]
    public void S10_The_readme_has_every_heading_and_a_section_for_every_visible_operation() => Row.Holds();

    [Fact]
    public void S11_The_icon_is_an_opaque_square_in_the_brand_color() => Row.Holds();

    [Fact]
    public void S12_A_script_stays_within_its_limits() => Row.Holds();

    [Fact]
    public void S13_The_settings_name_existing_files_and_no_environment() => Row.Holds();
}
