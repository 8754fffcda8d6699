using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>Fields whose changes are ignored with a 200.</summary>
internal sealed class IgnoredFields
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<(RecordTypeId RecordType, string Field)> _fields = [];

    public bool Has(ItemState item, string field)
    {
        foreach (var (recordType, name) in _fields)
        {
            if (name.Equals(field, StringComparison.OrdinalIgnoreCase) && recordType.Fits(item))
            {
                return true;
            }
        }

        return false;
    }

    public void Add(RecordTypeId recordType, string field)
    {
        lock (_gate)
        {
            _fields = [.. _fields, (recordType, field)];
        }
    }

    public void Clear() => _fields = [];
}
