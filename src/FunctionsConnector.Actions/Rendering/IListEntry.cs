namespace FunctionsConnector.Actions.Rendering;

/// <summary>What every entry of a list has.</summary>
public interface IListEntry
{
    /// <summary>What requests use.</summary>
    string Id { get; }

    /// <summary>What a person reads.</summary>
    string Label { get; }
}
