namespace FunctionsConnector.Core.Coordination;

/// <summary>The name of a row of the shared table.</summary>
/// <param name="Partition">What the row is about, such as <c>record</c>.</param>
/// <param name="Name">Its name for people, in any characters, such as <c>autotask Tickets 123</c>.</param>
public readonly record struct RowKey(string Partition, string Name);
