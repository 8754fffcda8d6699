namespace FunctionsConnector.Core.Catalog;

/// <summary>What a field refers to, where the system can find it by what people call it.</summary>
/// <param name="To">The kind of record, in the vendor's words, such as <c>Resource</c> or <c>person</c>.</param>
/// <param name="By">What people call it by, as it reads after "by": <c>e-mail, user name or full name</c>.</param>
public sealed record Reference(string To, string By)
{
    /// <summary>
    /// The field of the same record whose record the named one belongs to: a contact is found by its name within the company of the
    /// ticket. Null where the name alone decides.
    /// </summary>
    public string? Within { get; init; }
}
