using System.Globalization;
using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>Reads <c>Coordination:…</c>.</summary>
internal static class CoordinationReader
{
    /// <summary>The settings, or null where no table is configured.</summary>
    public static CoordinationSettings? Read(IConfiguration configuration, IdentitySettings identity, ProblemList problems)
    {
        var section = new SettingsSection(configuration.GetSection("Coordination"), problems);
        section.RefuseUnknown(["Connection", "ServiceUri", "ShareWhenAlone"]);
        var (connection, serviceUri, share) = (Connection(section), section.VendorUrl("ServiceUri"), Share(section));
        StorageAddress.Check(section, serviceUri, connection is not null, "Coordination:Connection");

        if (connection is null && serviceUri is null)
        {
            if (section.Text("ShareWhenAlone") is not null)
            {
                section.Problem("ShareWhenAlone", "has no effect without Coordination:ServiceUri or Coordination:Connection. Set one of them, or remove it.");
            }

            return null;
        }

        return new CoordinationSettings(share) { Connection = connection, ServiceUri = serviceUri, Identity = identity };
    }

    private static TableConnection? Connection(SettingsSection section)
    {
        if (section.Text("Connection") is not { } text)
        {
            return null;
        }

        var (connection, problem) = TableConnection.Parse(text);
        if (problem is not null)
        {
            section.Problem("Connection", $"{problem}. Copy the connection string of the storage account as it is.");
        }

        return connection;
    }

    private static double Share(SettingsSection section)
    {
        if (section.Text("ShareWhenAlone") is not { } text)
        {
            return CoordinationSettings.DefaultShare;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1)
        {
            return share;
        }

        section.Problem("ShareWhenAlone", $"is '{text}', which is no part of a limit. Give a number over 0 and at most 1, such as 0.1.");
        return CoordinationSettings.DefaultShare;
    }
}
