namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>How a record is read.</summary>
/// <param name="Url">Takes the record's id.</param>
/// <param name="Record">The record in the response.</param>
/// <param name="Id">The id, from the record. A response with another id is none.</param>
/// <param name="Value">A field's value, from the record.</param>
internal sealed record ReadCall(UrlTemplate Url, JsonPath Record, JsonPath Id, JsonPath Value)
{
    /// <summary>Whether a field that the response does not show is empty. Else it may hold anything.</summary>
    public bool AbsentIsEmpty { get; init; }

    /// <summary>When the record was changed last.</summary>
    public JsonPath? ChangedAt { get; init; }

    /// <summary>The record's type, where one URL shows several types. The record is then read before each update.</summary>
    public JsonPath? RecordType { get; init; }
}
