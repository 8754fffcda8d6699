using FunctionsConnector.Actions.Tests.Definition.Reading;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>A record that a flow author can choose.</summary>
/// <param name="Kind">The kind of its system.</param>
/// <param name="Inputs">The inputs that identify it.</param>
internal sealed record RecordPlace(string Kind, Inputs Inputs)
{
    public string RecordType => Inputs.Text("recordType")!;

    public string RecordId => Inputs.Text("recordId")!;
}

/// <summary>The systems and record types in the pickers.</summary>
internal static class Places
{
    /// <summary>The first record, or the record of this number, of each record type and system.</summary>
    public static async Task<IReadOnlyList<RecordPlace>> AllAsync(World world, Designer designer, SwaggerOperation operation, int number = 0)
    {
        var places = new List<RecordPlace>();
        foreach (var (kind, inputs) in await RecordTypesAsync(designer, operation))
        {
            if (VendorTruth.RecordIds(world, kind, inputs.Text("recordType")!).ElementAtOrDefault(number) is { } id)
            {
                places.Add(new RecordPlace(kind, inputs.With("recordId", id)));
            }
        }

        return places;
    }

    public static async Task<IReadOnlyList<(string Kind, Inputs Inputs)>> RecordTypesAsync(Designer designer, SwaggerOperation operation)
    {
        var types = new List<(string, Inputs)>();
        foreach (var system in await designer.OptionsAsync(operation, "system", Inputs.None))
        {
            var inputs = Inputs.None.With("system", system.Value);
            types.AddRange((await designer.OptionsAsync(operation, "recordType", inputs)).Select(type => (system.Entry.TextOf("kind")!, inputs.With("recordType", type.Value))));
        }

        return types;
    }

    public static async Task<IReadOnlyCollection<string>> KindsAsync(Designer designer, SwaggerOperation operation) =>
        (await designer.OptionsAsync(operation, "system", Inputs.None)).Select(system => system.Entry.TextOf("kind")!).ToHashSet();
}
