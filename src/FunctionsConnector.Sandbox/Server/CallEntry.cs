namespace FunctionsConnector.Sandbox.Server;

/// <summary>The place of one call in the log: begun on arrival, completed with the answer.</summary>
internal sealed class CallEntry(RecordedCall arrived)
{
    private volatile RecordedCall _call = arrived;

    public RecordedCall Call => _call;

    public void Complete(SandboxReply? reply) => _call = _call with { Status = reply?.Status, ReplyBody = reply?.Body };
}
