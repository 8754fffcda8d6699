using FunctionsConnector.Core.Targets.Autotask;
using FunctionsConnector.Core.Targets.Profiles;
using FunctionsConnector.Core.Targets.TeamDynamix;

namespace FunctionsConnector.Core.Targets;

/// <summary>The supported vendors, one line each.</summary>
public static class TargetSystemKinds
{
    public static readonly IReadOnlyList<TargetSystemKind> All =
    [
        new AutotaskKind(),
        new TeamDynamixKind(),
        new ProfileKind(),
    ];
}
