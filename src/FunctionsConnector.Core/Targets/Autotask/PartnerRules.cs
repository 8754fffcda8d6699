using System.Collections.Frozen;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>
/// Fields that only change together with others. The vendor refuses the lone change, or says yes and ignores it; here it is
/// refused before anything is sent, with the partner's name.
/// </summary>
internal static class PartnerRules
{
    private enum Demand
    {
        /// <summary>The partner must be part of the same update.</summary>
        Named,

        /// <summary>The partner must be part of the same update where the record has a value in it.</summary>
        NamedIfFilled,

        /// <summary>The partner must have a value after the update.</summary>
        Filled,

        /// <summary>The partner must be part of the same update where its choice is not one under the field's new choice.</summary>
        NamedIfMisfit,
    }

    private static readonly FrozenDictionary<string, Rule[]> Rules = new Rule[]
    {
        new("Tickets", "assignedResourceID", Demand.Named, "assignedResourceRoleID", "a resource is assigned together with its role"),
        new("Tickets", "assignedResourceRoleID", Demand.Named, "assignedResourceID", "a role is assigned together with its resource"),
        new("Tickets", "issueType", Demand.NamedIfMisfit, "subIssueType", "the sub-issue type must belong to the issue type"),
        new("Tickets", "companyID", Demand.NamedIfFilled, "contactID", "it belongs to the old company"),
        new("Tickets", "companyID", Demand.NamedIfFilled, "configurationItemID", "it belongs to the old company"),
        new("Tickets", "companyID", Demand.NamedIfFilled, "contractID", "it belongs to the old company"),
        new("Tickets", "companyID", Demand.NamedIfFilled, "companyLocationID", "it belongs to the old company"),
        new("Tasks", "assignedResourceID", Demand.Named, "assignedResourceRoleID", "a resource is assigned together with its role"),
        new("Tasks", "assignedResourceRoleID", Demand.Named, "assignedResourceID", "a role is assigned together with its resource"),
        new("Tasks", "assignedResourceID", Demand.Filled, "departmentID", "a task with a resource needs a department"),
        // Seen on a live tenant: hoursWorked alone is accepted with 200 and ignored.
        new("TimeEntries", "hoursWorked", Demand.Named, "startDateTime", "hours are ignored without their start"),
        new("TimeEntries", "hoursWorked", Demand.Named, "endDateTime", "hours are ignored without their end"),
    }.GroupBy(rule => rule.Entity).ToFrozenDictionary(rules => rules.Key, rules => rules.ToArray());

    /// <summary>Whether a rule can only be checked with the record at hand.</summary>
    public static bool NeedRecord(FieldCatalog catalog, IReadOnlyList<Field> fields)
    {
        foreach (var rule in Rules.GetValueOrDefault(catalog.RecordType.Id, []))
        {
            if (rule.Demand != Demand.Named && Name(fields, rule.Field) && !Name(fields, rule.Partner))
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
                    + (rule.Demand == Demand.Filled ? $"Set {partner.Name} too." : $"Set or clear {partner.Name} too."));
            }
        }
    }

    private static bool IsBroken(Rule rule, PlannedUpdate update, Change change, Field partner)
    {
        var inUpdate = update.ChangeOf(rule.Partner);
        var held = update.Before?[rule.Partner];
        return rule.Demand switch
        {
            Demand.Named => inUpdate is null,
            Demand.NamedIfFilled => inUpdate is null && held is not null && !ValueComparison.Same(change.Field, change.Value, update.Before![rule.Field]),
            Demand.Filled => change.Value is not null && (inUpdate is null ? held is null : inUpdate.Value is null),
            _ => inUpdate is null && held is not null
                && partner.Choices?.Any(choice => choice.Id == held && choice.ParentId is { } parent && parent != change.Value) is true,
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

    private sealed record Rule(string Entity, string Field, Demand Demand, string Partner, string Reason);
}
