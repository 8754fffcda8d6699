using System.Diagnostics;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>P7: platforms time out after 120 seconds.</summary>
public class TimeRowTests
{
    public static TheoryData<string> Ids => Operations.Ids;

    [Fact]
    public void P7_A_request_takes_at_most_a_minute()
    {
        var timing = new Timing();

        timing.Request.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(60));
        timing.UntilVerified.ShouldBeLessThan(timing.Request);
        (timing.UntilStarted + timing.Call).ShouldBeLessThan(timing.UntilVerified);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task P7_No_operation_waits_for_a_vendor_without_a_response(string operationId)
    {
        var timing = World.Quick with { Request = TimeSpan.FromSeconds(1) };
        await using var world = await QueueingWorld.StartAsync(timing);
        world.Sandbox.Autotask.Faults.Add(Fault.HangUntilCallerLeaves().Repeated(Fault.Always));
        world.Sandbox.TeamDynamix.Faults.Add(Fault.HangUntilCallerLeaves().Repeated(Fault.Always));
        var client = await SwaggerClient.ImportAsync(world);
        var operation = client.Operation(operationId);
        var start = Stopwatch.GetTimestamp();

        var reply = await client.CallAsync(operation, Provocations.InputsOf(operation));

        // Far above the usual time and far below the timeouts of a hanging vendor, so that a busy machine does not fail the test.
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        reply.Status.ShouldBeOneOf(200, 503, 504);
    }
}
