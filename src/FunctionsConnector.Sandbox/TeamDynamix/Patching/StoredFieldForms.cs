using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>Fields whose values are stored in another form.</summary>
internal sealed class StoredFieldForms
{
    private readonly Lock _gate = new();
    private volatile IReadOnlyList<(RecordTypeId RecordType, string Field, StoredForm Form)> _fields = [];

    public StoredForm Of(ItemState item, string field) => _fields
        .FirstOrDefault(one => one.Field.Equals(field, StringComparison.OrdinalIgnoreCase) && one.RecordType.Fits(item)).Form;

    public void Set(RecordTypeId recordType, string field, StoredForm form)
    {
        lock (_gate)
        {
            _fields = [(recordType, field, form), .. _fields];
        }
    }

    public void Clear() => _fields = [];
}
