using FunctionsConnector.Actions.Tests.Definition.Testing;

namespace FunctionsConnector.Actions.Tests.Definition;

/// <summary>Rules that the service enforces, or that at least 99 % of certified connectors obey.</summary>
public sealed class HardRowTests
{
    [Fact]
    public void H1_The_file_is_valid_OpenAPI_2() => Row.Holds();

    [Fact]
    public void H2_The_file_fits_the_platforms_schema() => Row.Holds();

    [Fact]
    public void H3_The_file_is_smaller_than_1_MB() => Row.Holds();

    [Fact]
    public void H4_The_title_has_at_most_30_characters() => Row.Holds();

    [Fact]
    public void H5_The_title_has_no_word_of_the_platforms() => Row.Holds();

    [Fact]
    public void H6_The_description_has_30_to_500_characters_and_names_no_Power_product() => Row.Holds();

    [Fact]
    public void H7_Website_privacy_policy_and_categories_are_given() => Row.Holds();

    [Fact]
    public void H8_The_brand_color_is_neither_the_default_nor_white() => Row.Holds();

    [Fact]
    public void H9_Host_and_base_path_are_those_of_a_host_in_production() => Row.Holds();

    [Fact]
    public void H10_Only_https_is_offered() => Row.Holds();

    [Fact]
    public void H11_Every_operation_has_a_unique_id() => Row.Holds();

    [Fact]
    public void H12_Every_operation_has_a_summary_of_at_most_80_plain_characters() => Row.Holds();

    [Fact]
    public void H13_Every_operation_has_a_description_that_differs_from_its_summary() => Row.Holds();

    [Fact]
    public void H14_Every_operation_has_a_success_and_no_default_has_a_schema() => Row.Holds();

    [Fact]
    public void H15_Every_visible_operation_has_a_schema_of_its_one_success() => Row.Holds();

    [Fact]
    public void H16_No_GET_has_a_body() => Row.Holds();

    [Fact]
    public void H17_Every_path_parameter_is_in_its_path_required_and_encoded() => Row.Holds();

    [Fact]
    public void H18_No_parameter_has_a_name_of_the_platforms() => Row.Holds();

    [Fact]
    public void H19_Arrays_have_items_and_only_objects_require_their_properties() => Row.Holds();

    [Fact]
    public void H20_No_reference_has_a_sibling() => Row.Holds();

    [Fact]
    public void H21_An_internal_required_input_has_a_default() => Row.Holds();

    [Fact]
    public void H22_Enumerations_have_elements_of_their_type_and_a_label_for_each() => Row.Holds();

    [Fact]
    public void H23_Every_dynamic_extension_calls_an_existing_operation_with_valid_parameters_and_paths() => Row.Holds();

    [Fact]
    public void H24_References_to_the_body_have_the_prefix_body() => Row.Holds();

    [Fact]
    public void H25_Every_path_is_unique() => Row.Holds();

    [Fact]
    public void H26_Operations_and_schemas_are_within_their_limits() => Row.Holds();

    [Fact]
    public void H27_An_operation_with_a_body_declares_its_media_type() => Row.Holds();

    [Fact]
    public void H28_Secrets_are_secure_strings_and_the_security_definition_is_used() => Row.Holds();

    [Fact]
    public void H29_No_label_has_more_than_80_characters() => Row.Holds();
}
