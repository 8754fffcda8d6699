namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>The names in URL templates that are not values of a record type.</summary>
internal static class TemplateName
{
    public const string RecordType = "recordType";
    public const string Id = "id";
    public const string Number = "number";
    public const string Text = "text";

    /// <summary>The API names of all fields, separated by commas.</summary>
    public const string Fields = "fields";
}
