using System.Collections.Frozen;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;

namespace FunctionsConnector.Core.Targets.Autotask.Dialect;

/// <summary>
/// Fields that must change together with a partner field. The vendor refuses or ignores the change of one alone, so the update is refused
/// before anything is sent, and the failure names the partner.
/// </summary>
internal static class PartnerRules
{
    private enum Requirement
    {
        /// <summary>The partner must be part of the same update.</summary>
        InUpdate,

        /// <summary>The partner must be part of the same update where the record has a value in it.</summary>
        InUpdateIfFilled,

        /// <summary>The partner must have a value after the update.</summary>
        Filled,

        /// <summary>The partner must be part of the same update where its choice does not belong to the field's new choice.</summary>
        InUpdateIfMismatched,
    }

    private static readonly FrozenDictionary<string, Rule[]> Rules = new Rule[]
    {
        new("Tickets", "assignedResourceID", Requirement.InUpdate, "assignedResourceRoleID", "a resource is assigned together with its role"),
        new("Tickets", "assignedResourceRoleID", Requirement.InUpdate, "assignedResourceID", "a role is assigned together with its resource"),
        new("Tickets", "issueType", Requirement.InUpdateIfMismatched, "subIssueType", "the sub-issue type must belong to the issue type"),
        new("Tickets", "companyID", Requirement.InUpdateIfFilled, "contactID", "it belongs to the old company"),
        new("Tickets", "companyID", Requirement.InUpdateIfFilled, "configurationItemID", "it belongs to the old company"),
        new("Tickets", "companyID", Requirement.InUpdateIfFilled, "contractID", "it belongs to the old company"),
        new("Tickets", "companyID", Requirement.InUpdateIfFilled, "companyLocationID", "it belongs to the old company"),
        new("Tasks", "assignedResourceID", Requirement.InUpdate, "assignedResourceRoleID", "a resource is assigned together with its role"),
        new("Tasks", "assignedResourceRoleID", Requirement.InUpdate, "assignedResourceID", "a role is assigned together with its resource"),
        new("Tasks", "assignedResourceID", Requirement.Filled, "departmentID", "a task with a resource needs a department"),
        // Seen on a live tenant: hoursWorked alone is accepted with 200 and ignored.
        new("TimeEntries", "hoursWorked", Requirement.InUpdate, "startDateTime", "hours are ignored without their start"),
        new("TimeEntries", "hoursWorked", Requirement.InUpdate, "endDateTime", "hours are ignored without their end"),
    }.GroupBy(rule => rule.Entity).ToFrozenDictionary(rules => rules.Key, rules => rules.ToArray());

    /// <summary>Whether a rule can only be checked with the record.</summary>
    public static bool NeedRecord(FieldCatalog catalog, IReadOnlyList<Field> fields)
    {
        foreach (var rule in Rules.GetValueOrDefault(catalog.RecordType.Id, []))
        {
            if (rule.Requirement != Requirement.InUpdate && Name(fields, rule.Field) && !Name(fields, rule.Partner))
            {
                return true;
            }
        }

        return false;
    }

    public static IEnumerable<FailureDetail> Check(PlannedUpdate update)
    {
        foreach (var rule in Rules.GetValueOrDefault(update.Catalog.RecordType.Id, []))
        {
            if (update.ChangeOf(rule.Field) is { } change
                && update.Catalog.Find(rule.Partner) is { } partner
                && IsBroken(rule, update, change, partner))
            {
                yield return new FailureDetail(
                    FailureDetailCode.FieldRequired,
                    partner.Name,
                    $"Changing {change.Field.Name} needs {partner.Name} in the same update: {rule.Reason}. {Now(update, partner)}"
                    + (rule.Requirement == Requirement.Filled ? $"Set {partner.Name} too." : $"Set or clear {partner.Name} too."));
            }
        }
    }

    private static bool IsBroken(Rule rule, PlannedUpdate update, Change change, Field partner)
    {
        var inUpdate = update.ChangeOf(rule.Partner);
        var held = update.Before?[partner.Name];
        return rule.Requirement switch
        {
            Requirement.InUpdate => inUpdate is null,
            Requirement.InUpdateIfFilled => inUpdate is null && held is not null && !ValueComparison.Same(change.Field, change.Value, update.Before![change.Field.Name]),
            Requirement.Filled => change.Value is not null && (inUpdate is null ? held is null : inUpdate.Value is null),
            _ => inUpdate is null && held is not null
                && partner.FindChoice(held) is { ParentId: { } parent } && parent != change.Value,
        };
    }

    private static string Now(PlannedUpdate update, Field partner) =>
        update.Before?[partner.Name] is { } held ? $"It is {Presentation.Quote(Presentation.Display(partner, held)!)} now. " : string.Empty;

    private static bool Name(IReadOnlyList<Field> fields, string name)
    {
        for (var index = 0; index < fields.Count; index++)
        {
            if (string.Equals(fields[index].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Rule(string Entity, string Field, Requirement Requirement, string Partner, string Reason);
}
