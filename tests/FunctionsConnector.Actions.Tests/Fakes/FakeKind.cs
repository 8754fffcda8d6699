using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Tests.Fakes;

/// <summary>An in-memory vendor.</summary>
internal sealed class FakeKind : TargetSystemKind
{
    public override string Name => "Fake";

    public override IReadOnlyDictionary<string, string> OtherSettings => new Dictionary<string, string> { ["Mood"] = "How it feels." };

    public override IEnumerable<(string Setting, string Problem)> Check(TargetSystemSettings settings)
    {
        if (!settings.Secrets.ContainsKey("UserName"))
        {
            yield return ("Secrets:UserName", "is missing. Give the name of a secret.");
        }
    }

    public override ITargetSystem Create(TargetSystemSettings settings, TargetSystemServices services) => new FakeSystem(settings, services.Time);
}
