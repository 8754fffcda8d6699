using System.Globalization;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.Autotask.References;

/// <summary>An entity whose records other records refer to, and the fields by which people name them.</summary>
/// <param name="Type">Its name in <c>referenceEntityType</c> of the metadata.</param>
/// <param name="Entity">The entity to query.</param>
/// <param name="By">What people call its records by, as it reads after "by".</param>
/// <param name="Names">The fields that hold a whole name or number; the first one is the label.</param>
internal sealed record ReferenceKind(string Type, string Entity, string By, params IReadOnlyList<string> Names)
{
    /// <summary>The fields with e-mail addresses. A text with an at sign is compared with these alone.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>True where people have a first and a last name; then these are the label.</summary>
    public bool HasFullName { get; init; }

    /// <summary>The field with the id of the record it belongs to; null where its names are unique by themselves.</summary>
    public string? Within { get; init; }

    /// <summary>
    /// The type of <c>isActive</c>, which a filter needs; null where the entity has no such field. A query that names a missing field is
    /// refused with 500.
    /// </summary>
    public FieldType? Active { get; init; }

    /// <summary>The value that <c>useType</c> must have; null where the entity has no such field. Names of billing codes repeat between the uses.</summary>
    public int? UseType { get; init; }

    /// <summary>Tells it from the other kinds.</summary>
    public string Key => UseType is { } use ? string.Create(CultureInfo.InvariantCulture, $"{Type} {use}") : Type;

    /// <summary>What a field with such a reference tells its callers.</summary>
    public Reference ToReference() => new(Type, By) { Within = Within };
}
