namespace FunctionsConnector.Actions.Settings;

/// <summary>Checks the address of a service of a storage account, which is given for an identity.</summary>
internal static class StorageAddress
{
    /// <param name="section">The settings of the service.</param>
    /// <param name="serviceUri">The address; null where there is none.</param>
    /// <param name="hasConnection">Whether there is a connection string, too.</param>
    /// <param name="connection">The setting of the connection string.</param>
    public static void Check(SettingsSection section, Uri? serviceUri, bool hasConnection, string connection)
    {
        if (serviceUri is not null && hasConnection)
        {
            section.Problem("ServiceUri", "is set beside a connection string. Give one of the two.");
        }

        if (serviceUri is { Scheme: "http" })
        {
            section.Problem("ServiceUri", $"is plain http. An identity's tokens go over https only; for an emulator give its connection string as {connection}.");
        }
    }
}
