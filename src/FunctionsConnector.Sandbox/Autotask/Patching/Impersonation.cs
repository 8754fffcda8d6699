using System.Globalization;
using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// Checks <c>ImpersonationResourceId</c>. Reads and tasks refuse it, and so does every call for a resource with restricted rights.
/// </summary>
internal static class Impersonation
{
    private const string Header = "ImpersonationResourceId";

    public static string? CheckRead(IHeaderDictionary headers) =>
        headers.ContainsKey(Header) ? AutotaskMessages.NoQueryPermission : null;

    public static string? CheckUpdate(string entity, IHeaderDictionary headers)
    {
        if (!headers.TryGetValue(Header, out var text) || entity == "Tasks")
        {
            return null;
        }

        // Live tenants return this even for a body without showOnInvoice.
        if (entity == "TimeEntries")
        {
            return AutotaskMessages.ShowOnInvoice;
        }

        return long.TryParse(text.ToString(), CultureInfo.InvariantCulture, out var resource)
            && resource is > 0 and < References.RestrictedResource
            ? null
            : AutotaskMessages.NoUpdatePermission;
    }
}
