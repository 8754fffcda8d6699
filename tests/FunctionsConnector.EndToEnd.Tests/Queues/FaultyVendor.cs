namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>Adds a fault after every fortieth call of a vendor, each time another one.</summary>
/// <param name="vendor">The vendor.</param>
/// <param name="path">A part of the path of the calls that fail.</param>
/// <param name="ways">The faults of a PATCH.</param>
internal sealed class FaultyVendor(IVendorSandbox vendor, string path, IReadOnlyList<Fault> ways)
{
    private const int Every = 40;

    private long _seen;
    private int _faults;

    /// <returns>The number of faults so far.</returns>
    public int AddFaults()
    {
        for (; _seen + Every <= vendor.Calls.Count; _seen += Every)
        {
            vendor.Faults.Add(ways[_faults++ % ways.Count].For("PATCH", path));
        }

        return _faults;
    }
}
