namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>
/// The error messages of TeamDynamix. Those marked as seen are of live tenants. The vendor publishes hardly any refusal of a PATCH, so
/// the others are invented.
/// </summary>
public static class TeamDynamixMessages
{
    /// <summary>Seen: the text of a refused login.</summary>
    public const string BadLogin = "Invalid username or password.";

    /// <summary>Seen: the text of a 429.</summary>
    public const string RateLimit = "Please try again later.";

    /// <summary>Seen: the text for a user name of another person.</summary>
    public const string UserNameTaken = "Username must be unique";

    /// <summary>Seen: the text for an asset without name and serial number.</summary>
    public const string AssetNeedsName = "Name or serial number must be provided for asset records";

    internal const string NotAllowed = "You are not authorized to perform this operation.";

    internal const string NoToken = "Authorization has been denied for this request.";

    internal const string Forbidden = "You do not have access to this item.";

    internal const string NotUnderstood = "The request body could not be read.";

    internal const string NotAnArray = "A patch must be an array of operations.";

    internal const string NoRoute = "No resource was found that matches the request.";

    internal const string TooLarge = "Maximum request length exceeded.";

    internal const string NeedsGoesOffHold = "A goes off hold date must be provided for this status.";

    internal const string WholeAttributes = "Attributes can only be patched one by one.";

    internal static string NotFound(string noun, string id) => $"Could not find a {noun} with an ID of {id}.";

    internal static string UnsupportedOperation(string operation) => $"The operation '{operation}' is not supported.";

    internal static string BadPath(string path) => $"The path '{path}' is not supported.";

    internal static string UnknownPath(string path) => $"The path '{path}' cannot be patched.";

    internal static string UnknownAttribute(string path) => $"The custom attribute of path '{path}' could not be found.";

    internal static string Required(string field) => $"{field} is required.";

    internal static string TooLong(string field, int length) => $"{field} cannot be longer than {length} characters.";

    internal static string WrongType(string field) => $"The value of {field} could not be converted.";

    internal static string UnknownReference(string field, string value) => $"{field} {value} is not valid.";

    internal static string Inactive(string field, string value) => $"{field} {value} is not active.";

    internal static string InvalidChoice(string attribute) => $"Invalid choice for custom attribute {attribute}.";
}
