using FunctionsConnector.Benchmarks.Floor;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsConnector.Benchmarks.FunctionFloor;

/// <summary>The least work of a function of an isolated app between a flow and a vendor.</summary>
internal sealed class UpdateField(Relay relay)
{
    [Function("UpdateField")]
    public Task RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/systems/{system}/records/{recordType}/{recordId}/field")] HttpRequest request) =>
        relay.SendAsync(request.HttpContext);
}
