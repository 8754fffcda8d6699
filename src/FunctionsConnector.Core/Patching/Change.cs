using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Patching;

/// <summary>A resolved and checked change of one field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">
/// The new value's canonical text (see <see cref="FieldType"/>; the id of a choice, the ids of several joined by commas); null to clear.
/// </param>
public sealed record Change(Field Field, string? Value)
{
    /// <summary>A sentence for the caller about how the value was taken; null where there is nothing to say.</summary>
    public string? Warning { get; init; }

    /// <summary>What people call the record that the value refers to, where it was named by that; null elsewhere.</summary>
    public string? Label { get; init; }
}
