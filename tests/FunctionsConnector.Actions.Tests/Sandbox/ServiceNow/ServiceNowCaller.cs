using FunctionsConnector.Actions.Tests.Sandbox.Tables;
using FunctionsConnector.Sandbox.ServiceNow;

namespace FunctionsConnector.Actions.Tests.Sandbox.ServiceNow;

/// <summary>Starts a caller of the simulated ServiceNow with valid credentials.</summary>
internal static class ServiceNowCaller
{
    public const string Documented = "api/now/table/incident/ef43c6d40a0a0b5700c77f9bf387afe3";

    public static async Task<(TableCaller Caller, ServiceNowSandbox ServiceNow)> StartAsync(TimeProvider? time = null)
    {
        var caller = await TableCaller.StartAsync(server => server.ServiceNow.BaseUrl, time);
        var vendor = caller.Server.ServiceNow;
        caller.Authorization = TableCaller.Basic(vendor.UserName, vendor.Password);
        return (caller, vendor);
    }
}
