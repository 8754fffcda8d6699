namespace FunctionsConnector.Actions.Settings;

/// <summary>What is wrong with one setting.</summary>
/// <param name="Setting">Its full name, such as <c>Systems:autotask:Kind</c>.</param>
/// <param name="Text">What is wrong and how to fix it; never the value of a secret.</param>
public sealed record SettingsProblem(string Setting, string Text);
