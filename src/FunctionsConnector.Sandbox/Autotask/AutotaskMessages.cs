namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>The error messages of Autotask.</summary>
public static class AutotaskMessages
{
    /// <summary>The usual status of a response with these texts.</summary>
    public const int UsualStatus = 500;

    /// <summary>Boilerplate at the end of many lists of messages.</summary>
    public const string RecordNumber = "Error updating entity for record number [1].";

    /// <summary>The message above the limit of concurrent calls.</summary>
    public const string ThreadLimit = "The Autotask API thread threshold of 3 threads has been exceeded";

    /// <summary>The message of zone discovery for an unknown user.</summary>
    public const string UnknownZone = "Zone information could not be determined";

    /// <summary>The message for an unknown tracking identifier.</summary>
    public const string WrongIntegrationCode = "IntegrationCode is invalid.";

    /// <summary>Invented: the message for the hourly limit is not published.</summary>
    public const string HourlyLimit = "The Autotask API request threshold has been exceeded";

    /// <summary>Error number of user-defined fields sent as an object instead of an array.</summary>
    public const int UserDefinedFieldsErrorId = 54634;

    internal const string NoMatch =
        "No message. No matching records found. The logged in Resource may not have the required permissions to update the data.";

    internal const string NoQueryPermission = "The logged in Resource does not have the adequate permissions to query this entity type.";

    /// <summary>The end is invented; only the beginning is published.</summary>
    internal const string NoUpdatePermission = "The logged in Resource does not have the adequate permissions to update this entity type.";

    internal const string ShowOnInvoice = "User not authorized to change Show On Invoice values for Ticket time entries";

    internal const string ResourceWithoutRole =
        "Data violation: When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID.";

    internal const string ResourceRoleUndefined =
        "The specified AssignedResourceID and AssignedRoleID combination is not currently defined";

    internal const string ContactOfOtherCompany = "contactID is not associated to the companyID or its Parent Company";

    internal const string DepartmentRequired =
        "departmentID is a required field when a Resource (primary/secondary) is assigned to a Task";

    internal const string InvalidTask = "This taskID does not reference a valid Task";

    internal const string InvalidTimeEntryRole =
        "Reference value on field: roleID of timeEntryType: Role does not exist or is invalid. ; on record number [1].";

    internal const string OneParentOnly = "Only one of ticketID,taskID and InternallAllocationCodeID can be used at once";

    internal const string InactiveAllocationCode = "The given allocation code is not an active general allocation code";

    /// <summary>Invented: a configuration item cannot change its company, but the message is not published.</summary>
    internal const string CompanyIsFixed = "companyID of a ConfigurationItem can not be changed";

    /// <summary>Invented: the response to a wrong parent in the path is not published.</summary>
    internal const string WrongParent = "The parent ID in the URL does not match the entity being updated.";

    /// <summary>Messages of live tenants. Each list is one response, in its order.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Corpus { get; } = AutotaskMessageCorpus.Messages;

    internal static IReadOnlyList<string> Unexpected(int errorId) =>
    [
        $"An unexpected error has occurred.  If the problem persists, please contact Autotask Support and reference Error ID: {errorId}.",
        $"If the problem persists, please contact Autotask Support and reference Error ID: {errorId}.",
    ];

    internal static string UnknownChoice(string field, string value) => $"Picklist value [{value}] does not exist for {field}";

    internal static string UnknownChildChoice(string field) => $"Value does not exist for child picklist: {field}";

    internal static string UnknownReference(string field) => $"Value does not reference an existing entity for {field}.";

    internal static string InactiveReference(string field, long id) => $"{field}: Value {id} does not exist or is invalid";

    internal static string TooLong(string field) => $"String value exceeds maximum length (field:{field}).";

    internal static string Missing(string field) => $"Missing Required Field: {field}";

    internal static string MissingReference(string field) => $"Value does not exist for the required field {field}";

    internal static string Required(string field) => $"{field} is required";

    internal static string NotConvertible(string value, string type) =>
        $"Conversion failed when converting varchar '{value}' to data type {type}";

    internal static string UnexpectedCharacter(char character) => $"Unexpected character encountered while parsing value: {character}";

    internal static string ItemOfOtherCompany(long item, long company) =>
        $"The configurationItemID [{item}] is not associated with Company [{company}]";

    internal static string LocationOfOtherCompany(long location) =>
        $"The companyLocationID[{location}] cannot be associated with the Ticket. "
        + "The CompanyLocation must belong to the Ticket's, ConfigurationItem's, or the Contact's Company.";
}
