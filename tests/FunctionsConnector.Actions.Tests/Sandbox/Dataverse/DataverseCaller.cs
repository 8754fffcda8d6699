using System.Net.Http.Headers;
using FunctionsConnector.Actions.Tests.Sandbox.Tables;
using FunctionsConnector.Sandbox.Dataverse;

namespace FunctionsConnector.Actions.Tests.Sandbox.Dataverse;

/// <summary>Starts a caller of the simulated Dataverse with a token.</summary>
internal static class DataverseCaller
{
    public const string Account = "api/data/v9.0/accounts(00000000-0000-0000-0000-000000000001)";

    public static async Task<(TableCaller Caller, DataverseSandbox Dataverse)> StartAsync(TimeProvider? time = null)
    {
        var caller = await TableCaller.StartAsync(server => server.Dataverse.BaseUrl, time);
        var vendor = caller.Server.Dataverse;
        caller.Authorization = new AuthenticationHeaderValue("Bearer", (await TokenAsync(caller, vendor.ClientSecret)).Json["access_token"]!.ToString());
        return (caller, vendor);
    }

    public static Task<TableResponse> TokenAsync(TableCaller caller, string secret)
    {
        var vendor = caller.Server.Dataverse;
        var form = $"grant_type=client_credentials&client_id={vendor.ClientId}&client_secret={Uri.EscapeDataString(secret)}&scope={Uri.EscapeDataString(vendor.Scope)}";
        return caller.SendAsync("POST", vendor.TokenUrl.ToString(), form, "application/x-www-form-urlencoded");
    }
}
