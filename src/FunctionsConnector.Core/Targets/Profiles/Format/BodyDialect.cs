namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>The form of an update's body.</summary>
internal enum BodyDialect
{
    /// <summary>An object with a member for each field (RFC 7396).</summary>
    Merge,

    /// <summary>A list of operations (RFC 6902).</summary>
    JsonPatch,

    /// <summary>A list of objects with a name and a value.</summary>
    List,
}
