namespace FunctionsConnector.Core.Failures;

/// <summary>The problem with one field of an update.</summary>
public enum FailureDetailCode
{
    /// <summary>The record type has no such field.</summary>
    FieldNotFound,

    /// <summary>The name fits more than one field.</summary>
    FieldAmbiguous,

    /// <summary>The system does not allow changes of this field.</summary>
    FieldReadOnly,

    /// <summary>The field must have a value, or must be part of the same update as another field.</summary>
    FieldRequired,

    /// <summary>The value is not of the field's type, or fits more than one choice.</summary>
    ValueInvalid,

    /// <summary>The text is longer than the field holds.</summary>
    ValueTooLong,

    /// <summary>The field has no such choice, or none under its parent's choice.</summary>
    ChoiceNotFound,

    /// <summary>The choice exists but is inactive.</summary>
    ChoiceInactive,

    /// <summary>The field does not have the value that <c>onlyIf</c> requires.</summary>
    ConditionNotMet,

    /// <summary>The record does not show the value that was sent.</summary>
    ValueNotApplied,
}
