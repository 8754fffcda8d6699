using System.Collections.Frozen;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.References;

/// <summary>
/// Finds the resource in whose name an update is made. The vendor takes its id in the header <c>ImpersonationResourceId</c> (developer help,
/// "Impersonation"). It needs the right to impersonate in the security level of the API user, and the right to be impersonated in that of the
/// resource.
/// </summary>
internal sealed class Impersonation(TargetSystemSettings settings, ReferenceSearch references)
{
    private const int MostListed = 10;
    private const string NoPermission = "adequate permissions";

    /// <summary>The entities for which the vendor honours the header. Elsewhere, such as for Tasks, it was seen to ignore it silently.</summary>
    private static readonly FrozenSet<string> Honoured = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Companies", "CompanyNotes", "CompanyToDos", "Contacts", "ContractNotes", "ConfigurationItems", "ConfigurationItemNotes", "InventoryItems",
        "InventoryLocations", "Opportunities", "Products", "ProductNotes", "Projects", "ProjectNotes", "PurchaseOrders", "Quotes", "SalesOrders",
        "ServiceCalls", "Subscriptions", "TaskNotes", "Tickets", "TicketNotes", "TimeEntries");

    /// <summary>The result; a refusal for want of permissions says that they may be those of the impersonation.</summary>
    public static WriteResult Explain(WriteResult result, string? actor) =>
        actor is not null && result is WriteResult.Ambiguous { WhenAbsent: var refusal } refused && refusal.Message.Contains(NoPermission, StringComparison.OrdinalIgnoreCase)
            ? refused with
            {
                WhenAbsent = refusal with
                {
                    Message = $"{refusal.Message} The update was sent in the name of resource {actor}: the API user may not act for others here, or this resource may not be acted for. Ask your administrator for the right in the security level, or leave 'actAs' out.",
                },
            }
            : result;

    /// <summary>See <see cref="ITargetSystem.FindActorAsync"/>.</summary>
    public async Task<Result<string>> FindAsync(FieldCatalog catalog, string person, CallPriority priority, CancellationToken cancellationToken)
    {
        var entity = catalog.RecordType.Id;
        if (!Honoured.Contains(entity))
        {
            return Actors.Refused($"{settings.DisplayName} cannot act for somebody else when it changes {entity}. Leave 'actAs' out.");
        }

        if (!person.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return person;
        }

        var asking = references.FindAsync(ReferenceKinds.Find("Resource", entity)!, person, within: null, priority, cancellationToken);
        if (!(await asking).Succeeded(out var resources, out var failure))
        {
            return failure;
        }

        return resources.Where(one => one.IsActive).ToList() switch
        {
            [var one] => one.Id,
            [] => Actors.Refused($"'actAs' is {Presentation.Quote(person)}: no active resource of {settings.DisplayName} has this e-mail, user name or full name."),
            var several => Actors.Refused(
                $"'actAs' is {Presentation.Quote(person)}, and {several.Count} resources are called so: {string.Join(", ", several.Take(MostListed).Select(one => $"{one.Label} (id {one.Id})"))}. Give the id of one."),
        };
    }
}
