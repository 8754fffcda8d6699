using FunctionsConnector.Core.Targets.Autotask.Authentication;

namespace FunctionsConnector.Core.Tests.Targets.Autotask;

public class ZonesTests
{
    [Theory]
    [InlineData("https://webservices5.autotask.net/ATServicesRest/", true)]
    [InlineData("https://WEBSERVICES29.autotask.net/atservicesrest", true)]
    [InlineData("http://127.0.0.1:5000/autotask/ATServicesRest/", true)]
    [InlineData("http://webservices5.autotask.net/ATServicesRest/", false)]
    [InlineData("https://webservices5.autotask.net:8443/", false)]
    [InlineData("https://user@webservices5.autotask.net/", false)]
    [InlineData("https://webservices5.autotask.net.evil.example/", false)]
    [InlineData("https://evil.example/webservices5.autotask.net", false)]
    [InlineData("https://webservices.autotask.net/", false)]
    [InlineData("https://169.254.169.254/latest/", false)]
    [InlineData("https://10.0.0.1/", false)]
    [InlineData("https://webservices5.autotask.net./", false)]
    [InlineData("https://webservices\u0665.autotask.net/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ftp://127.0.0.1/", false)]
    public void Credentials_are_sent_only_to_a_zone_or_to_loopback(string url, bool expected) =>
        Zones.IsTrusted(new Uri(url)).ShouldBe(expected);
}
