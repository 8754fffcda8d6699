using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving.References;

/// <summary>A reference that the caller names by something else than its id.</summary>
/// <param name="Field">The field.</param>
/// <param name="Text">What the caller calls the record.</param>
/// <param name="IsCondition">True in <c>onlyIf</c>: the record may hold an inactive one.</param>
internal sealed record AskedReference(Field Field, string Text, bool IsCondition);
