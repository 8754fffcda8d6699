namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>What a caller's value is of a choice.</summary>
internal enum NamedBy
{
    /// <summary>A text: the label where there is one, else the id.</summary>
    LabelOrId,

    /// <summary>A JSON number: the id where there is one, else the label.</summary>
    IdOrLabel,

    /// <summary>The caller says that it is the id: <c>id:7</c> or <c>{"id":7}</c>.</summary>
    Id,

    /// <summary>The caller says that it is the label: <c>{"label":"Red"}</c>.</summary>
    Label,
}
