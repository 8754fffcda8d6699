namespace FunctionsConnector.Core.Catalog;

/// <summary>A kind of record whose fields can be changed.</summary>
/// <param name="Id">The id used in routes, such as <c>Tickets</c> or <c>tickets-42</c>.</param>
/// <param name="Label">The label that people see.</param>
public sealed record RecordType(string Id, string Label);
