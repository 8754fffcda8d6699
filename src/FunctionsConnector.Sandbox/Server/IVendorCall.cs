namespace FunctionsConnector.Sandbox.Server;

/// <summary>One call while it is inside a simulated system; disposed when its answer is ready.</summary>
public interface IVendorCall : IDisposable
{
    /// <summary>The answer given at the door, before any fault and any handling (too many calls at once); null lets the call in.</summary>
    SandboxReply? Refusal { get; }

    /// <summary>Handles the call, changing the truth where it asks for that.</summary>
    SandboxReply Answer();
}
