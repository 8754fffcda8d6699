using System.Collections.Frozen;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Items;

/// <summary>The fields of a type, and the properties of its statuses that fields cannot express.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="StatusesRequiringDate">The ids of the ticket statuses with <c>RequireGoesOffHold</c>.</param>
internal sealed record ItemCatalog(FieldCatalog Fields, FrozenSet<string> StatusesRequiringDate);
