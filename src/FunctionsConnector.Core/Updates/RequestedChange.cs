using System.Text.Json;

namespace FunctionsConnector.Core.Updates;

/// <summary>One field and its new value, as the caller wrote them.</summary>
/// <param name="Field">API name, label or id.</param>
/// <param name="Value">A JSON text, number, boolean or array of these; JSON null clears the field.</param>
public sealed record RequestedChange(string Field, JsonElement Value);
