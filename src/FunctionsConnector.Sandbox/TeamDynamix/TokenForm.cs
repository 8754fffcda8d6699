using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>The format of the token in a login's response.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenForm>))]
public enum TokenForm
{
    /// <summary>The bare token as text, as documented.</summary>
    Raw,

    /// <summary>The token as a JSON string.</summary>
    Quoted,

    /// <summary>A JSON object with the token in its property <c>Token</c>.</summary>
    Wrapped,
}
