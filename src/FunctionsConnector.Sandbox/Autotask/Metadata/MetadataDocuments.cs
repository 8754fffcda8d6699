using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>The metadata documents of one entity, serialized once.</summary>
internal sealed class MetadataDocuments(
    string typeName, IReadOnlyList<FieldDefinition> fields, IReadOnlyList<FieldDefinition> userDefinedFields)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<string> _entity = new(() => Serialize(Info(typeName, userDefinedFields.Count > 0)));
    private readonly Lazy<string> _fields = new(() => Serialize(new { fields = fields.Select(Standard) }));
    private readonly Lazy<string> _userDefinedFields = new(() => Serialize(new { fields = userDefinedFields.Select(UserDefined) }));

    public string Entity => _entity.Value;

    public string Fields => _fields.Value;

    public string UserDefinedFields => _userDefinedFields.Value;

    public static string Serialize(object document) => JsonSerializer.Serialize(document, Json);

    // userAccess: 0 none, 1 all, 2 restricted (developer help, "REST EntityInformation call").
    private static object Info(string name, bool hasUserDefinedFields) => new
    {
        info = new
        {
            name,
            canCreate = true,
            canDelete = false,
            canQuery = true,
            canUpdate = true,
            userAccessForCreate = 1,
            userAccessForDelete = 0,
            userAccessForQuery = 1,
            userAccessForUpdate = 1,
            hasUserDefinedFields,
            supportsWebhookCallouts = name is "Company" or "Contact" or "Ticket" or "TicketNote" or "ConfigurationItem",
        },
    };

    private static object Standard(FieldDefinition field) => new
    {
        name = field.Name,
        dataType = TypeText(field),
        length = field.Length,
        isRequired = field.IsRequired,
        isReadOnly = field.IsReadOnly,
        isQueryable = true,
        isReference = field.ReferenceEntityType.Length > 0,
        referenceEntityType = field.ReferenceEntityType,
        isPickList = field.Choices is not null,
        picklistValues = Choices(field),
        picklistParentValueField = field.ParentField,
        isSupportedWebhookField = false,
    };

    /// <summary>A user-defined field has another property for its type, and null for absent values instead of empty text.</summary>
    private static object UserDefined(FieldDefinition field) => new
    {
        name = field.Name,
        label = field.Label,
        type = TypeText(field),
        length = field.Length,
        description = (string?)null,
        isRequired = field.IsRequired,
        isReadOnly = field.IsReadOnly,
        isQueryable = true,
        isReference = false,
        referenceEntityType = (string?)null,
        isPickList = field.Choices is not null,
        picklistValues = Choices(field),
        picklistParentValueField = (string?)null,
        defaultValue = "",
        isSupportedWebhookField = true,
    };

    private static IEnumerable<object>? Choices(FieldDefinition field) => field.Choices?.Select((choice, index) => new
    {
        value = choice.Value,
        label = choice.Label,
        isDefaultValue = false,
        sortOrder = index + 1,
        parentValue = choice.ParentValue,
        isActive = choice.IsActive,
        isSystem = choice.IsSystem,
    });

    private static string TypeText(FieldDefinition field) => field.DataType switch
    {
        FieldDataType.Integer => "integer",
        FieldDataType.Long => "long",
        FieldDataType.Decimal => "decimal",
        FieldDataType.Double => "double",
        FieldDataType.String => "string",
        FieldDataType.DateTime => "datetime",
        FieldDataType.Boolean => "boolean",
        _ => throw new InvalidOperationException($"{field.Name} has no type."),
    };
}
