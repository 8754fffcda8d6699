using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Actions.Settings;

/// <summary>
/// Reads <c>Queue:…</c>. The Functions host reads the same settings, because <c>Queue</c> is the name of the trigger's connection: <c>Queue:ServiceUri</c>, <c>Queue:Credential</c> and <c>Queue:ClientId</c> for an identity, and a
/// connection string as <c>Queue</c> itself.
/// </summary>
internal static class QueueReader
{
    public const string DefaultName = "field-updates";

    /// <summary>The Functions host's primary name for the service's address; it reads <c>ServiceUri</c> too.</summary>
    private const string HostsServiceUri = "queueServiceUri";

    private const string LongestSuffix = "-rejected";

    private static readonly TimeSpan DefaultVisibility = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MinVisibility = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxVisibility = TimeSpan.FromHours(1);

    /// <summary>The batch size of our host.json: vendors accept two or three calls at a time.</summary>
    private const int DefaultConcurrency = 4;

    /// <summary>The settings, or null where no queue is configured.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="identity">The identity for the storage account, also where no queue is configured.</param>
    public static QueueSettings? Read(IConfiguration configuration, ProblemList problems, out IdentitySettings identity)
    {
        var section = new SettingsSection(configuration.GetSection("Queue"), problems);
        section.RefuseUnknown(["Connection", "ServiceUri", HostsServiceUri, "Name", "Credential", "ClientId", "VisibilityTimeout", "Concurrency"]);
        var (connection, serviceUri) = (Connection(section, configuration["Queue"]), section.VendorUrl("ServiceUri") ?? section.VendorUrl(HostsServiceUri));
        StorageAddress.Check(section, serviceUri, connection is not null, "Queue:Connection");

        identity = IdentityReader.Read(section, [IdentityKind.ManagedIdentity, IdentityKind.WorkloadIdentity, IdentityKind.AzureCli], configuration);
        var settings = new QueueSettings(Name(section))
        {
            Connection = connection,
            ServiceUri = serviceUri,
            Identity = identity,
            VisibilityTimeout = section.Duration("VisibilityTimeout", MinVisibility, MaxVisibility) ?? DefaultVisibility,
            Concurrency = section.PositiveNumber("Concurrency") ?? DefaultConcurrency,
        };
        return connection is null && serviceUri is null ? null : settings;
    }

    private static QueueConnection? Connection(SettingsSection section, string? hostValue)
    {
        if ((section.Text("Connection") ?? hostValue?.Trim()) is not { Length: > 0 } text)
        {
            return null;
        }

        var (connection, problem) = QueueConnection.Parse(text);
        if (problem is not null)
        {
            section.Problem("Connection", $"{problem}. Copy the connection string of the storage account as it is.");
        }

        return connection;
    }

    private static string Name(SettingsSection section)
    {
        var name = section.Text("Name") ?? DefaultName;
        // "Naming Queues and Metadata": 3 to 63 lower-case letters, digits and single dashes between them.
        var isValid = name.Length >= 3
            && name.Length + LongestSuffix.Length <= 63
            && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
            && !name.StartsWith('-') && !name.EndsWith('-') && !name.Contains("--", StringComparison.Ordinal);
        if (!isValid)
        {
            section.Problem("Name", $"is '{name}', which is not a valid queue name. Give 3 to 54 lower-case letters, digits and single dashes.");
        }

        return name;
    }
}
