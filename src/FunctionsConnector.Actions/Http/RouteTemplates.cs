namespace FunctionsConnector.Actions.Http;

/// <summary>The paths of the operations, as constants, because attributes of functions name them.</summary>
public static class RouteTemplates
{
    public const string Systems = "api/systems";
    public const string RecordTypes = $"{Systems}/{{system}}/record-types";
    public const string Fields = $"{RecordTypes}/{{recordType}}/fields";
    public const string Choices = $"{RecordTypes}/{{recordType}}/choices";
    public const string UpdateSchema = $"{RecordTypes}/{{recordType}}/update-schema";
    public const string Bulk = $"{Systems}/{{system}}/records/{{recordType}}/bulk";
    public const string RecordSchema = $"{RecordTypes}/{{recordType}}/record-schema";
    public const string Record = $"{Systems}/{{system}}/records/{{recordType}}/{{recordId}}";
    public const string Field = $"{Record}/field";
    public const string Preview = $"{Record}/preview";
    public const string Queue = $"{Record}/queue";
    public const string Connection = "api/connection";
    public const string Agents = "mcp";
    public const string Definition = "api/swagger.json";
    public const string Live = "health/live";
    public const string Ready = "health/ready";
    public const string Status = "";

    /// <summary>Every path that no other template matches.</summary>
    public const string Rest = "{*path}";
}
