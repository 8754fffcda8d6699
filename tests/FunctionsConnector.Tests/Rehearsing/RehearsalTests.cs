using System.Text;
using FunctionsConnector.Rehearsing;

namespace FunctionsConnector.Tests.Rehearsing;

public sealed class RehearsalTests
{
    [Fact]
    public async Task The_rehearsed_update_goes_all_the_way_to_applied()
    {
        var reply = await Rehearsal.RunAsync();

        reply.Outcome.ShouldBe("applied", Encoding.UTF8.GetString(reply.Body.Span));
    }
}
