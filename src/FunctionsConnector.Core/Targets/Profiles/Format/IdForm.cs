namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>The form of a vendor's record ids.</summary>
internal enum IdForm
{
    Digits,

    /// <summary>With hyphens.</summary>
    Guid,

    /// <summary>32 hexadecimal digits, such as ServiceNow's.</summary>
    Hex32,
}
