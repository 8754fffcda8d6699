using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Server.Page;

/// <summary>Decides whether the page is served: as <c>Page:Enabled</c> says, else where every listen address is a loopback address.</summary>
internal sealed class PageSwitch
{
    private readonly bool? _setting;
    private readonly WebApplication _app;

    /// <exception cref="BadSettingsException">The setting is neither true nor false.</exception>
    public PageSwitch(WebApplication app)
    {
        _app = app;
        var problems = new ProblemList();
        _setting = Read(new SettingsSection(app.Configuration.GetSection("Page"), problems));
        if (problems.All.Count > 0)
        {
            throw new BadSettingsException(problems.All);
        }
    }

    // The server reports its addresses one by one while it starts, so a loopback address may be followed by another one.
    public bool IsOn => _setting ?? (_app.Lifetime.ApplicationStarted.IsCancellationRequested && AreLoopback(_app.Urls));

    internal static bool AreLoopback(ICollection<string> addresses) =>
        addresses.Count > 0 && addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.IsLoopback);

    private static bool? Read(SettingsSection section)
    {
        section.RefuseUnknown(["Enabled"]);
        return section.Flag("Enabled", whenAbsent: "then the page is served on loopback addresses only");
    }
}
