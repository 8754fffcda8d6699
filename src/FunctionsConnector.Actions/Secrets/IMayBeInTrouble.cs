namespace FunctionsConnector.Actions.Secrets;

/// <summary>A part that can go on for a while although something it needs is gone.</summary>
internal interface IMayBeInTrouble
{
    /// <summary>What is wrong, in a sentence that any stranger may read; null where nothing is.</summary>
    string? Trouble { get; }
}
