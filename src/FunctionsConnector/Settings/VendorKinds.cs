using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Settings;

/// <summary>The vendors this process can talk to: one line each.</summary>
internal static class VendorKinds
{
    public static readonly IReadOnlyList<TargetSystemKind> All =
    [
    ];
}
