using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Fields;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Checking;

/// <summary>Finds mistakes of a profile that only the vendor's own responses show. For the author of the profile: it asks for the metadata again.</summary>
internal sealed class ProfileMistakes(Profile profile, ProfileApi api)
{
    private const int MostNamed = 5;

    public async Task<IReadOnlyList<string>> FindAsync(ProfileCatalog catalog, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>();
        await FindInRecordTypesAsync(mistakes, cancellationToken);
        await FindInTypesAsync(catalog, mistakes, cancellationToken);
        for (var index = 0; index < profile.Choices.Count; index++)
        {
            await FindInChoicesAsync(catalog, $"/choices/{index}", profile.Choices[index], mistakes, cancellationToken);
        }

        mistakes.AddRange(catalog.Fields.Fields
            .Where(field => field is { Type: FieldType.Boolean, Choices: not null })
            .Select(field => $"{field.Label} ({field.Name}) is a boolean and has choices: {Presentation.List(field.Choices!.Take(MostNamed).Select(choice => $"{choice.Label} ({choice.Id})"))}. "
                + (field.Choices!.All(choice => choice.Id is "true" or "false") ? "Their ids are true and false, so both ways to name a value work." : "Give it the type of its choices' ids.")));
        return mistakes;
    }

    /// <summary>The booleans of a record whose values cannot be read.</summary>
    public static IEnumerable<string> OfRecord(FieldCatalog catalog, Record record) => catalog.Fields
        .Where(field => field is { Type: FieldType.Boolean, AllowsMultiple: false, Choices: null } && !ValueComparison.CanRead(field, record[field.Name]))
        .Select(field => $"{field.Label} ({field.Name}) is a boolean, and the record shows {Presentation.Describe(field, record[field.Name])}. Give the vendor's two texts in /values/booleans, or another type.");

    private async Task FindInRecordTypesAsync(List<string> mistakes, CancellationToken cancellationToken)
    {
        if (profile.RecordTypes.Call is not { } call)
        {
            return;
        }

        var items = await ListAsync("/recordTypes/list", call.Url.Expand(api.BaseUrl, _ => null), call.Items, call.Next, mistakes, cancellationToken);
        var left = items.Count(item => call.Only?.Holds(item) is not false && ProfileTypes.TypeOf(call, item) is null);
        if (left > 0)
        {
            mistakes.Add($"/recordTypes/list leaves out {left} of {Count(items.Count, "item")}: each needs an id and every value ({Presentation.List(call.Values.Keys.Order(StringComparer.Ordinal))}), without / \\ % ? #.");
        }
    }

    private async Task FindInTypesAsync(ProfileCatalog catalog, List<string> mistakes, CancellationToken cancellationToken)
    {
        var described = profile.Fields.Known.Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = new List<(string Name, string Type)>();
        for (var index = 0; index < profile.Fields.Calls.Count; index++)
        {
            var call = profile.Fields.Calls[index];
            if (call.Type is null)
            {
                continue;
            }

            foreach (var item in await ListAsync($"/fields/calls/{index}", call.Url.Expand(api.BaseUrl, catalog.Type.Value), call.Items, call.Next, mistakes, cancellationToken))
            {
                if (call.Name.FindText(item) is not { } name || call.Skip?.Holds(item) is true || !described.Add(name))
                {
                    continue;
                }

                if ((call.Type.FindText(item) ?? string.Empty) is var type && !profile.Fields.Types.ContainsKey(type) && catalog.Fields.Find(name) is not null)
                {
                    unknown.Add((name, type));
                }
            }
        }

        mistakes.AddRange(unknown.GroupBy(field => field.Type, field => field.Name).Select(fields =>
            $"/fields/types has no entry for the type {Presentation.Quote(fields.Key)} of {Count(fields.Count(), "field")} ({Some([.. fields])}). A field of such a type is read-only."));
    }

    private async Task FindInChoicesAsync(ProfileCatalog catalog, string place, ChoiceCall call, List<string> mistakes, CancellationToken cancellationToken)
    {
        var items = await ListAsync(place, call.Url.Expand(api.BaseUrl, catalog.Type.Value), call.Items, call.Next, mistakes, cancellationToken);
        if (call.FieldName is { } name)
        {
            if (catalog.Fields.Find(name) is null)
            {
                mistakes.Add($"{place}/fieldName is {Presentation.Quote(name)}, and {catalog.Type.Label} has no such field. That is right only if another record type has it.");
            }

            return;
        }

        var names = items.Select(call.FieldOf).OfType<string>().Distinct().ToList();
        var missing = names.Where(field => catalog.Fields.Find(field) is null).ToList();
        if (items.Count > 0 && names.Count == 0)
        {
            mistakes.Add($"{place}/field finds no name of a field in {Count(items.Count, "item")}.");
        }
        else if (missing.Count > 0)
        {
            mistakes.Add($"{place} lists choices of {Count(missing.Count, "field")} that {catalog.Type.Label} does not have ({Some(missing)}).");
        }
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string place, Uri? url, JsonPath items, JsonPath? next, List<string> mistakes, CancellationToken cancellationToken)
    {
        if (url is null)
        {
            return [];
        }

        if ((await api.ListAsync(url, items, next, $"the list of {place}", CallPriority.Caller, cancellationToken)).Succeeded(out var list, out var failure))
        {
            return list;
        }

        mistakes.Add($"{place}: {failure.Message}");
        return [];
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{number} {what}s");

    private static string Some(List<string> names) => names.Count <= MostNamed ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostNamed))}, …";
}
