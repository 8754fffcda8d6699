using System.Net;
using System.Text;

namespace FunctionsConnector.Rehearsing;

/// <summary>Answers the calls of the rehearsed update as Autotask would, without a connection.</summary>
internal sealed class RehearsedVendor : HttpMessageHandler
{
    public const string Entity = "Tickets";
    public const string Id = "1";

    private const string Fields = """
        {"fields":[{"name":"title","label":"Title","dataType":"string","length":255,"isReadOnly":false,"isRequired":true,"isPickList":false},
        {"name":"status","label":"Status","dataType":"integer","isReadOnly":false,"isRequired":true,"isPickList":true,
        "picklistValues":[{"value":"1","label":"New","isActive":true,"parentValue":""}],"picklistParentValueField":""}]}
        """;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent(Answer(request.Method, request.RequestUri!.AbsolutePath), Encoding.UTF8, "application/json"),
        });

    private static string Answer(HttpMethod method, string path) => path[(path.IndexOf("V1.0/", StringComparison.Ordinal) + 5)..] switch
    {
        "zoneInformation" => """{"zoneName":"Rehearsal","url":"http://127.0.0.1/"}""",
        "ThresholdInformation" => """{"externalRequestThreshold":10000,"requestThresholdTimeframe":60,"currentTimeframeRequestCount":0}""",
        $"{Entity}/entityInformation" => """{"info":{"name":"Ticket","canUpdate":true,"userAccessForUpdate":"All","hasUserDefinedFields":true}}""",
        $"{Entity}/entityInformation/fields" => Fields,
        $"{Entity}/entityInformation/userDefinedFields" => """{"fields":[{"name":"Rank","label":"Rank","type":"string","length":100}]}""",
        $"{Entity}/{Id}" => """{"item":{"id":1,"title":"New","status":1,"userDefinedFields":[{"name":"Rank","value":"1"}]}}""",
        Entity when method == HttpMethod.Patch => """{"itemId":1}""",
        var other => throw new ArgumentException($"The rehearsed update does not ask for {method} {other}."),
    };
}
