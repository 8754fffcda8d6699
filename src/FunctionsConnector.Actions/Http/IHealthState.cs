namespace FunctionsConnector.Actions.Http;

/// <summary>A part that works for a while without a service that it needs.</summary>
internal interface IHealthState
{
    /// <summary>What is degraded, as a sentence for the public status; null where nothing is.</summary>
    string? Degradation { get; }
}
