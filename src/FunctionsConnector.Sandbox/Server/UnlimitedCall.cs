namespace FunctionsConnector.Sandbox.Server;

/// <summary>A call of a system without a limit on concurrent calls.</summary>
internal sealed class UnlimitedCall(Func<SandboxResponse> answer) : IVendorCall
{
    public SandboxResponse? Refusal => null;

    public SandboxResponse Answer() => answer();

    public void Dispose()
    {
    }
}
