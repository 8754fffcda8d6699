using FunctionsConnector.Actions.Tests.Definition.Testing;

namespace FunctionsConnector.Actions.Tests.Definition;

/// <summary>What the store does not ask for and flow authors need.</summary>
public sealed class ProductRowTests
{
    [Fact]
    public void P10_Every_example_in_the_readmes_fits_the_definition() => Row.Holds();

    [Fact]
    public void P11_No_released_contract_is_broken() => Row.Holds();

    [Fact]
    public void P12_No_file_has_a_secret_a_tenant_or_a_real_host_in_it() => Row.Holds();
}
