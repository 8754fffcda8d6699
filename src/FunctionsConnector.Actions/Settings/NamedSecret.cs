namespace FunctionsConnector.Actions.Settings;

/// <summary>A secret and the setting that names it. Not a tuple: each process start compiles LINQ over value types.</summary>
/// <param name="Setting">The setting's path.</param>
/// <param name="Secret">The secret's name.</param>
internal sealed record NamedSecret(string Setting, string Secret);
