using System.Globalization;
using System.Net;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Vendor;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>The calls that are compared. Every caller has a ticket of its own, so that nobody waits for another's update of the same one.</summary>
internal static class Calls
{
    private const string NewTitle = "The printer on the second floor is out of toner again";

    private const string TenFields = $$"""
        {"fields":{"title":"{{NewTitle}}","description":"It says so itself.","priority":"Critical","status":"In Progress","queueID":"Client Portal",
        "estimatedHours":1.5,"dueDateTime":"2026-03-21T14:30:00Z","purchaseOrderNumber":"PO-4711","Customer ranking":"Golden","Estimated value":12.5},"verify":false}
        """;

    /// <summary>Autotask's PATCH of one field, as the connector sends it, to whoever takes it below this address.</summary>
    public static Call Vendor(HttpClient client, Uri zone, VendorAddress vendor) => new(
        client,
        HttpMethod.Patch,
        _ => new Uri(zone, "V1.0/Tickets"),
        caller => $$"""{"id":{{Ticket(vendor, caller)}},"title":"{{NewTitle}}"}""",
        HttpStatusCode.OK,
        "\"itemId\":");

    /// <summary>A client that shows Autotask its credentials.</summary>
    public static HttpClient VendorClient(VendorAddress vendor)
    {
        var client = Call.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("UserName", vendor.UserName);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Secret", vendor.Secret);
        client.DefaultRequestHeaders.TryAddWithoutValidation("ApiIntegrationCode", vendor.IntegrationCode);
        return client;
    }

    public static Call UpdateField(ServerProcess connector, VendorAddress vendor, bool isVerified) => Update(
        connector,
        vendor,
        "/field",
        $$"""{"field":"title","value":"{{NewTitle}}","verify":{{(isVerified ? "true" : "false")}}}""",
        HttpStatusCode.OK,
        $"\"outcome\":\"{(isVerified ? "applied" : "accepted")}\"");

    public static Call UpdateTenFields(ServerProcess connector, VendorAddress vendor) =>
        Update(connector, vendor, "", TenFields, HttpStatusCode.OK, "\"outcome\":\"accepted\"");

    public static Call Refusal(ServerProcess connector, VendorAddress vendor) => Update(
        connector, vendor, "/field", """{"field":"status","value":"Clsoed"}""", HttpStatusCode.UnprocessableEntity, "\"code\":\"ChoiceNotFound\"");

    public static Call UpdateSchema(ServerProcess connector)
    {
        var url = new Uri(connector.Url, $"api/systems/autotask/record-types/{VendorServer.WideRecordType}/update-schema");
        return new(
            Call.NewClient(ConnectorSettings.ApiKey),
            HttpMethod.Get,
            _ => url,
            body: null,
            HttpStatusCode.OK,
            string.Create(CultureInfo.InvariantCulture, $"generatedField{VendorServer.WideFields:D3}"));
    }

    private static Call Update(ServerProcess connector, VendorAddress vendor, string route, string body, HttpStatusCode status, string expected) => new(
        Call.NewClient(ConnectorSettings.ApiKey),
        HttpMethod.Patch,
        caller => new Uri(connector.Url, $"api/systems/autotask/records/Tickets/{Ticket(vendor, caller)}{route}"),
        _ => body,
        status,
        expected);

    private static long Ticket(VendorAddress vendor, int caller) => vendor.FirstTicket + (caller % VendorServer.Tickets);
}
