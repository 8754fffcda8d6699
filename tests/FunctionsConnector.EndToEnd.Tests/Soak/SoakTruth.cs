using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Soak;

/// <summary>What the simulated vendors hold.</summary>
internal static class SoakTruth
{
    public static string? TitleOf(QueueWorld world, string system, long record)
    {
        var truth = system == "autotask" ? world.Sandbox.Autotask.Truth("Tickets", record) : world.Sandbox.TeamDynamix.Truth("tickets-42", record);
        return truth.Single(field => string.Equals(field.Key, "title", StringComparison.OrdinalIgnoreCase)).Value?.GetValue<string>();
    }
}
