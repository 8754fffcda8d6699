using System.Globalization;
using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// How <c>ImpersonationResourceId</c> is taken: never on reads, not at all by tasks, not for resources with restricted rights.
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

        // Seen live even where the body does not name showOnInvoice.
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
