using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Access;
using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Patching;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>The state of the simulated TeamDynamix.</summary>
internal sealed class TeamDynamixTenant(TimeProvider time)
{
    private volatile TeamDynamixBehavior _behavior = new();
    private volatile TeamDynamixCredentials _credentials = new();

    public TeamDynamixBehavior Behavior
    {
        get => _behavior;
        set => _behavior = value;
    }

    public TeamDynamixCredentials Credentials
    {
        get => _credentials;
        set => _credentials = value;
    }

    /// <summary>The time of the server's clock.</summary>
    /// <summary>The age of changes, which no change of the wall clock moves.</summary>
    public TimeSpan Elapsed => time.Monotonic();

    public DateTimeOffset Now => time.GetUtcNow() + Behavior.ClockSkew;

    public ItemStore Items { get; } = new();

    public AttributeCatalog Attributes { get; } = new();

    public TokenRegister Tokens { get; } = new();

    public RateLimiter<RateBucket> Rates { get; } = new();

    public NoticeLog Notices { get; } = new();

    public IgnoredFields Ignored { get; } = new();

    public StoredFieldForms Forms { get; } = new();

    public void Reset()
    {
        Behavior = new();
        Credentials = new();
        Items.Reset();
        Attributes.Reset();
        Tokens.Reset();
        Rates.Reset();
        Notices.Clear();
        Ignored.Clear();
        Forms.Clear();
    }
}
