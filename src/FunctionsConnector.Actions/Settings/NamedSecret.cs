namespace FunctionsConnector.Actions.Settings;

/// <summary>A secret and the setting that names it. No tuple: LINQ over values is compiled anew at each start of the process.</summary>
/// <param name="Setting">The setting's path.</param>
/// <param name="Secret">The secret's name.</param>
internal sealed record NamedSecret(string Setting, string Secret);
