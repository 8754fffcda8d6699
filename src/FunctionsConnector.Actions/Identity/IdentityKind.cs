namespace FunctionsConnector.Actions.Identity;

/// <summary>Whose tokens the process uses. Each is one credential or a fixed order of few: production does not probe.</summary>
internal enum IdentityKind
{
    /// <summary>The managed identity of the app, system- or user-assigned.</summary>
    ManagedIdentity,

    /// <summary>The identity that a Kubernetes pod exchanges its service account's token for.</summary>
    WorkloadIdentity,

    /// <summary>The user of the Azure CLI.</summary>
    AzureCli,

    /// <summary>The user of one of the developer tools.</summary>
    Development,
}
