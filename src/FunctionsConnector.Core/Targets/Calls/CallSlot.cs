using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Calls;

/// <summary>The permission to make one call. Dispose of it after the call.</summary>
internal abstract class CallSlot : IDisposable
{
    /// <summary>Whether so much time has passed since it was acquired that another one is needed.</summary>
    public virtual bool IsStale => false;

    /// <summary>Reads the limit from the response.</summary>
    public abstract void Observe(VendorReply.Response answer);

    /// <summary>Returns the slot of a call that the vendor never received.</summary>
    /// <param name="hasRead">Whether the record was read in it before.</param>
    public abstract void Refund(bool hasRead = false);

    public abstract void Dispose();
}
