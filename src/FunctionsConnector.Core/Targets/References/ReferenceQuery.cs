using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.References;

/// <summary>A question for the records that a reference field can hold.</summary>
/// <param name="Catalog">The fields of the record's type.</param>
/// <param name="Field">A field with a <see cref="Field.Reference"/>.</param>
/// <param name="Text">What the caller calls the record.</param>
/// <param name="Priority">The priority of the calls.</param>
public sealed record ReferenceQuery(FieldCatalog Catalog, Field Field, string Text, CallPriority Priority)
{
    /// <summary>Returns the id that the field <see cref="Reference.Within"/> holds; null where it is empty. It may read the record.</summary>
    public required Func<CancellationToken, ValueTask<Result<string?>>> Within { get; init; }
}
