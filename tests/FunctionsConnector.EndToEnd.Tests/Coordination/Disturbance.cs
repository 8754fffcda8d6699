namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>What happens to the instances during a run.</summary>
public enum Disturbance
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Every few seconds one of them is killed.</summary>
    Kills,

    /// <summary>The tables cannot be reached for the middle third.</summary>
    TablesDown,
}
