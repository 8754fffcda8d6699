namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>Factory methods for field definitions.</summary>
internal static class Fields
{
    public static FieldDefinition Id() => new("id", FieldDataType.Long) { IsReadOnly = true, IsRequired = true };

    public static FieldDefinition Text(string name, int length) => new(name, FieldDataType.String) { Length = length };

    public static FieldDefinition Integer(string name) => new(name, FieldDataType.Integer);

    public static FieldDefinition Decimal(string name) => new(name, FieldDataType.Decimal);

    public static FieldDefinition Double(string name) => new(name, FieldDataType.Double);

    public static FieldDefinition Instant(string name) => new(name, FieldDataType.DateTime);

    public static FieldDefinition Day(string name) => Instant(name) with { IsDay = true };

    public static FieldDefinition Flag(string name) => new(name, FieldDataType.Boolean);

    public static FieldDefinition Reference(string name, string entityType) =>
        new(name, FieldDataType.Integer) { ReferenceEntityType = entityType };

    /// <summary>A picklist whose labels are numbered from 1.</summary>
    public static FieldDefinition Numbered(string name, params IReadOnlyList<string> labels) =>
        Choice(name, [.. labels.Select((label, index) => new ChoiceDefinition($"{index + 1}", label))]);

    public static FieldDefinition Choice(string name, IReadOnlyList<ChoiceDefinition> choices) =>
        new(name, FieldDataType.Integer) { Choices = choices };

    /// <summary>A user-defined list; its values are text.</summary>
    public static FieldDefinition List(string name, params IReadOnlyList<ChoiceDefinition> choices) =>
        new(name, FieldDataType.String) { Length = 255, Choices = choices };

    public static ChoiceDefinition BuiltIn(this ChoiceDefinition choice) => choice with { IsSystem = true };

    public static ChoiceDefinition Inactive(this ChoiceDefinition choice) => choice with { IsActive = false };

    public static ChoiceDefinition Under(this ChoiceDefinition choice, string parentValue) => choice with { ParentValue = parentValue };

    public static FieldDefinition Required(this FieldDefinition field) => field with { IsRequired = true };

    public static FieldDefinition ReadOnly(this FieldDefinition field) => field with { IsReadOnly = true };

    public static FieldDefinition Ignored(this FieldDefinition field) => field with { IsSilentlyIgnored = true };

    public static FieldDefinition Stamp(this FieldDefinition field) => field with { IsReadOnly = true, IsChangeStamp = true };

    public static FieldDefinition Labelled(this FieldDefinition field, string label) => field with { Label = label };

    public static FieldDefinition DependingOn(this FieldDefinition field, string parent) => field with { ParentField = parent };
}
