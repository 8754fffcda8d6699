using FunctionsConnector.Sandbox.Autotask.Access;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>The state of the simulated Autotask.</summary>
internal sealed class AutotaskTenant
{
    private volatile AutotaskBehavior _behavior = new();

    public AutotaskTenant(TimeProvider time)
    {
        Catalog = new();
        Records = new(Catalog);
        Usage = new(time);
    }

    public EntityCatalog Catalog { get; }

    public RecordStore Records { get; }

    public CredentialCheck CredentialCheck { get; } = new();

    public ThreadLimiter Threads { get; } = new();

    public UsageCounter Usage { get; }

    public AutotaskBehavior Behavior
    {
        get => _behavior;
        set => _behavior = value;
    }

    public void ChangeEntity(string entity, Func<EntityDefinition, EntityDefinition> change)
    {
        Catalog.Change(entity, change);
        Records.Reshape(entity);
    }

    public void Reset()
    {
        Catalog.Reset();
        Records.Reset();
        CredentialCheck.Credentials = new();
        CredentialCheck.Unlock();
        Threads.Reset();
        Usage.Used = 0;
        Behavior = new();
    }
}
