using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>How a successful login is answered.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TokenForm>))]
public enum TokenForm
{
    /// <summary>The bare token as text, as documented.</summary>
    Raw,

    /// <summary>The token as a JSON string.</summary>
    Quoted,

    /// <summary>A JSON object with the token as its property <c>Token</c>.</summary>
    Wrapped,
}
