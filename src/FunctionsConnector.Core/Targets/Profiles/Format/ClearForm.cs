namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>How a field is cleared.</summary>
internal enum ClearForm
{
    Null,

    EmptyText,

    /// <summary>The operation <c>remove</c> of a JSON Patch, where the record has a value.</summary>
    Remove,
}
