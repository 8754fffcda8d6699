using FunctionsConnector.Actions.Tests.Definition.Testing;

namespace FunctionsConnector.Actions.Tests.Definition;

/// <summary>Rules of this product for flow authors.</summary>
public sealed class ProductRowTests
{
    [Fact]
    public void P10_Every_example_in_the_readmes_fits_the_definition() => Row.Holds();

    [Fact]
    public void P11_No_released_contract_is_broken() => Row.Holds();

    [Fact]
    public void P12_No_file_contains_a_secret_a_tenant_or_a_real_host() => Row.Holds();
}
