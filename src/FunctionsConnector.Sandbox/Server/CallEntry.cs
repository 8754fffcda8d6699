namespace FunctionsConnector.Sandbox.Server;

/// <summary>An entry of the call log: added on arrival, completed with the response.</summary>
internal sealed class CallEntry(RecordedCall arrived)
{
    private volatile RecordedCall _call = arrived;

    public RecordedCall Call => _call;

    public void Complete(SandboxResponse? response) => _call = _call with { Status = response?.Status, ResponseBody = response?.Body };
}
