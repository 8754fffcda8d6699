using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>The failures of an invalid body.</summary>
internal static class InvalidBody
{
    public static Failure Because(string message, string? target = null) => new(FailureCode.InvalidRequest, message) { Target = target };

    public static Failure WrongType(string property, string wanted) => Because($"'{property}' must be {wanted}.", property);

    public static Failure Unknown(string property, IEnumerable<JsonEncodedText> allowed) => Because(
        $"The body has the property {Presentation.Quote(property)}, which this action does not know. It knows {string.Join(", ", allowed)}.",
        property);
}
