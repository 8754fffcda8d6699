using System.Globalization;
using System.Net;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Vendor;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>The compared calls. Every caller has its own ticket, so that no update waits in the queue of a record.</summary>
internal static class Calls
{
    private const string NewTitle = "The printer on the second floor is out of toner again";

    private const string TenFields = $$"""
        {"fields":{"title":"{{NewTitle}}","description":"It says so itself.","priority":"Critical","status":"In Progress","queueID":"Client Portal",
        "estimatedHours":1.5,"dueDateTime":"2026-03-21T14:30:00Z","purchaseOrderNumber":"PO-4711","Customer ranking":"Golden","Estimated value":12.5},"verify":false}
        """;

    /// <summary>The address of Autotask's PATCH of a ticket.</summary>
    public static Uri TicketsOf(Uri zone) => new(zone, "V1.0/Tickets");

    /// <summary>Autotask's PATCH of one field, as the connector sends it, to the vendor or to a floor that forwards it.</summary>
    public static Call Vendor(HttpClient client, Uri url, VendorAddress vendor) => new(
        client,
        HttpMethod.Patch,
        _ => url,
        caller => $$"""{"id":{{Ticket(vendor, caller)}},"title":"{{NewTitle}}"}""",
        HttpStatusCode.OK,
        "\"itemId\":");

    /// <summary>The same PATCH to a bare function that forwards it. It has the route of UpdateField, because the host finds functions by their routes.</summary>
    public static Call BareFunction(HttpClient client, Uri host, VendorAddress vendor) =>
        Vendor(client, new Uri(host, $"api/systems/autotask/records/Tickets/{vendor.FirstTicket}/field"), vendor);

    /// <summary>A client that sends credentials for Autotask.</summary>
    public static HttpClient VendorClient(VendorAddress vendor)
    {
        var client = Call.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("UserName", vendor.UserName);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Secret", vendor.Secret);
        client.DefaultRequestHeaders.TryAddWithoutValidation("ApiIntegrationCode", vendor.IntegrationCode);
        return client;
    }

    public static Call UpdateField(Uri connector, VendorAddress vendor, bool isVerified) => Update(
        connector,
        vendor,
        "/field",
        $$"""{"field":"title","value":"{{NewTitle}}","verify":{{(isVerified ? "true" : "false")}}}""",
        HttpStatusCode.OK,
        $"\"outcome\":\"{(isVerified ? "applied" : "accepted")}\"");

    public static Call UpdateTenFields(Uri connector, VendorAddress vendor) =>
        Update(connector, vendor, "", TenFields, HttpStatusCode.OK, "\"outcome\":\"accepted\"");

    public static Call Refusal(Uri connector, VendorAddress vendor) => Update(
        connector, vendor, "/field", """{"field":"status","value":"Clsoed"}""", HttpStatusCode.UnprocessableEntity, "\"code\":\"ChoiceNotFound\"");

    public static Call UpdateSchema(Uri connector)
    {
        var url = new Uri(connector, $"api/systems/autotask/record-types/{VendorServer.WideRecordType}/update-schema");
        return new(
            Call.NewClient(ConnectorSettings.ApiKey),
            HttpMethod.Get,
            _ => url,
            body: null,
            HttpStatusCode.OK,
            string.Create(CultureInfo.InvariantCulture, $"generatedField{VendorServer.WideFields:D3}"));
    }

    private static Call Update(Uri connector, VendorAddress vendor, string route, string body, HttpStatusCode status, string expected) => new(
        Call.NewClient(ConnectorSettings.ApiKey),
        HttpMethod.Patch,
        caller => new Uri(connector, $"api/systems/autotask/records/Tickets/{Ticket(vendor, caller)}{route}"),
        _ => body,
        status,
        expected);

    private static long Ticket(VendorAddress vendor, int caller) => vendor.FirstTicket + (caller % VendorServer.Tickets);
}
