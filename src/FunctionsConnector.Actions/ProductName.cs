namespace FunctionsConnector.Actions;

/// <summary>
/// What people call the product. The title of the connector definition may not have the word "Connector" in it (certification), so the
/// name is not that of the code.
/// </summary>
public static class ProductName
{
    public const string Text = "Record Field Updater";
}
