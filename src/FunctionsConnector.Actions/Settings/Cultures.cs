using System.Globalization;

namespace FunctionsConnector.Actions.Settings;

/// <summary>
/// Texts and numbers are the same on every machine. The process has ICU for Unicode normalization, and with it the machine's culture would
/// decide how numbers are written.
/// </summary>
public static class Cultures
{
    /// <summary>Gives every thread of the process the invariant culture.</summary>
    public static void UseInvariant() =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
}
