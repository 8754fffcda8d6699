namespace FunctionsConnector.Actions.Identity;

/// <summary>Whose tokens the process uses. Each is one credential or a fixed order of few: nothing is probed for in production.</summary>
internal enum IdentityKind
{
    /// <summary>The managed identity of the app, system- or user-assigned.</summary>
    ManagedIdentity,

    /// <summary>The identity that a Kubernetes pod exchanges its service account's token for.</summary>
    WorkloadIdentity,

    /// <summary>Whoever is logged in to the Azure CLI.</summary>
    AzureCli,

    /// <summary>Whoever is logged in to one of a developer's tools.</summary>
    Development,
}
