namespace FunctionsConnector.Sandbox.Server;

/// <summary>A call of a system without a limit on concurrent calls.</summary>
internal sealed class UnlimitedCall(Func<SandboxResponse> answer, SandboxResponse? refusal = null) : IVendorCall
{
    public SandboxResponse? Refusal => refusal;

    public SandboxResponse Answer() => answer();

    public void Dispose()
    {
    }
}
