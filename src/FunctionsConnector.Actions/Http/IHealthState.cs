namespace FunctionsConnector.Actions.Http;

/// <summary>A part that goes on for a while although something that it needs is gone.</summary>
internal interface IHealthState
{
    /// <summary>What is degraded, in a sentence that anybody may read; null where nothing is.</summary>
    string? Degradation { get; }
}
