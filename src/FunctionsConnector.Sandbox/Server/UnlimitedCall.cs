namespace FunctionsConnector.Sandbox.Server;

/// <summary>A call of a system that lets everybody in at the door.</summary>
internal sealed class UnlimitedCall(Func<SandboxReply> answer) : IVendorCall
{
    public SandboxReply? Refusal => null;

    public SandboxReply Answer() => answer();

    public void Dispose()
    {
    }
}
