namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>The search for confidential texts finds them.</summary>
public class ConfidentialityTests
{
    [Theory]
    [InlineData("title=Walrus & Co. \"7f3e\" here")]
    [InlineData("title=Walrus%20%26%20Co.%20%227f3e%22")]
    [InlineData("{\"title\":\"Walrus \\u0026 Co. \\u00227f3e\\u0022\"}")]
    public void A_text_is_found_in_each_of_its_forms(string telemetry) =>
        Should.Throw<ShouldAssertException>(() => Confidentiality.Check([Encoding.UTF8.GetBytes(telemetry)], ["Walrus & Co. \"7f3e\""]));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("abc")]
    public void A_text_is_found_in_base64_wherever_it_begins(string before)
    {
        var telemetry = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}Walrus & Co. after"));

        Should.Throw<ShouldAssertException>(() => Confidentiality.Check([Encoding.UTF8.GetBytes(telemetry)], ["Walrus & Co."]));
    }
}
