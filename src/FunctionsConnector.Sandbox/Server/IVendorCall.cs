namespace FunctionsConnector.Sandbox.Server;

/// <summary>A call in progress at a simulated system; disposed when its response is ready.</summary>
public interface IVendorCall : IDisposable
{
    /// <summary>The response before any fault and any handling, for example over a call limit; null admits the call.</summary>
    SandboxResponse? Refusal { get; }

    /// <summary>Handles the call and changes the record that it updates.</summary>
    SandboxResponse Answer();
}
