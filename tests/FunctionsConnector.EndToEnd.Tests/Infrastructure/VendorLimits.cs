using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.EndToEnd.Tests.Infrastructure;

/// <summary>Vendors count the calls of all instances together; an instance counts only its own.</summary>
internal static class VendorLimits
{
    /// <summary>Autotask, "Thread limits": concurrent calls of one integration to one endpoint.</summary>
    private const int AutotaskThreads = 3;

    /// <summary>TeamDynamix: the lowest limit of calls a minute, for people.</summary>
    private const int TeamDynamixCalls = 45;

    public static void Check(IReadOnlyList<TargetSystemSettings> systems, int instances)
    {
        (systems.Single(system => system.Kind == "Autotask").MaxConcurrency!.Value * instances).ShouldBeLessThanOrEqualTo(AutotaskThreads);
        (systems.Single(system => system.Kind == "TeamDynamix").CallsPerMinute!.Value * instances).ShouldBeLessThanOrEqualTo(TeamDynamixCalls);
    }
}
