using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>P8 and P9: designers can show the schemas and lists that they load while an author edits a flow.</summary>
public class CatalogRowTests
{
    private const int MaxBytes = 500_000;
    private const int MaxEntries = 500;

    private static readonly string[] Keywords = ["type", "format", "title", "x-ms-summary", "description", "enum"];
    private static readonly string[] Types = ["string", "integer", "number", "boolean"];

    [Fact]
    public async Task P8_Every_designer_can_read_every_schema()
    {
        await using var world = await QueueingWorld.StartAsync();
        var client = await SwaggerClient.ImportAsync(world);
        var designer = new Designer(client);
        var update = client.Operation("UpdateFields");

        foreach (var (_, inputs) in await Places.RecordTypesAsync(designer, update))
        {
            var schema = await designer.FormAsync(update, "fields", inputs);

            schema.TextOf("type").ShouldBe("object", $"{inputs}");
            schema.Properties.Select(property => property.Name).ShouldBe(["type", "properties"], $"{inputs}");
            foreach (var field in schema.Find("properties")!.Properties)
            {
                field.Properties.Select(keyword => keyword.Name).Except(Keywords).ShouldBeEmpty($"{inputs} {field.Pointer}");
                Types.ShouldContain(field.TextOf("type"), $"{inputs} {field.Pointer}");
                field.TextOf("title").ShouldNotBeNullOrWhiteSpace($"{inputs} {field.Pointer}");
                field.TextOf("x-ms-summary").ShouldBe(field.TextOf("title"));
                field.All.Where(place => place.Value is null).ShouldBeEmpty($"{inputs}");
                (field.Find("enum")?.Items ?? []).Select(choice => choice.Text).ShouldBeUnique($"{inputs} {field.Pointer}");
            }
        }
    }

    [Fact]
    public async Task P8_Every_value_and_label_of_a_record_is_an_output_in_every_designer()
    {
        await using var world = await QueueingWorld.StartAsync();
        var client = await SwaggerClient.ImportAsync(world);
        var designer = new Designer(client);
        var get = client.Operation("GetRecord");

        foreach (var place in await Places.AllAsync(world, designer, get))
        {
            var record = await client.CallAsync(get, place.Inputs);
            foreach (var name in new[] { "values", "labels" })
            {
                var outputs = (await designer.FormAsync(get, name, place.Inputs)).Find("properties")!.Properties.ToList();

                outputs.Where(output => output.TextOf("type") != "string" || string.IsNullOrWhiteSpace(output.TextOf("title"))).ShouldBeEmpty($"{place.Inputs}");
                outputs.Select(output => output.TextOf("title")).ShouldBeUnique($"{place.Inputs} {name}");
                var held = record.Body.GetProperty(name).EnumerateObject().Select(property => property.Name).ToList();
                held.Except(outputs.Select(output => output.Name)).ShouldBeEmpty($"{place.Inputs} {name}");
            }

            record.Body.GetProperty("values").EnumerateObject().ShouldNotBeEmpty($"{place.Inputs}");
        }
    }

    [Fact]
    public async Task P9_Every_picker_has_distinct_entries_in_a_stable_order()
    {
        await using var world = await QueueingWorld.StartAsync();
        var client = await SwaggerClient.ImportAsync(world);
        var designer = new Designer(client);
        var update = client.Operation("UpdateField");

        Check(await designer.OptionsAsync(update, "system", Inputs.None), "system");
        foreach (var (_, inputs) in await Places.RecordTypesAsync(designer, update))
        {
            Check(await designer.OptionsAsync(update, "recordType", inputs), $"{inputs}");
            var fields = await designer.OptionsAsync(update, "field", inputs);
            Check(fields, $"{inputs}");
            fields.Where(field => field.Entry.Find("writable")!.IsTrue is false).ShouldBeEmpty($"{inputs}");
            foreach (var field in fields)
            {
                Check(await designer.OptionsAsync(update, "value", inputs.With("field", field.Value)), $"{inputs} {field.Value}");
            }
        }
    }

    [Theory]
    [InlineData("autotask", "Tickets")]
    [InlineData("teamdynamix", "tickets-42")]
    public async Task P9_Replies_stay_small_for_the_largest_lists(string system, string recordType)
    {
        await using var world = await QueueingWorld.StartAsync(new Timing());
        world.Sandbox.Autotask.Widen("Tickets", 3_000);
        world.Sandbox.TeamDynamix.Widen("tickets-42", 3_000);
        var longChoices = Enumerable.Range(1, 4_000).Select(number => new ChoiceDefinition($"{number}", $"{new string('\u0416', 600)} \"{number}\"")).ToList();
        world.Sandbox.Autotask.DefineField("Tickets", new FieldDefinition("endless", FieldDataType.Integer) { Choices = longChoices });
        var client = await SwaggerClient.ImportAsync(world);
        var inputs = Inputs.None.With("system", system).With("recordType", recordType);

        foreach (var operation in Operations.Of(client).Where(operation => operation.Method == "GET" && !operation.Takes("recordId")))
        {
            foreach (var field in operation.Takes("field") && system == "autotask" ? new[] { "status", "endless" } : ["status"])
            {
                var reply = await client.CallAsync(operation, inputs.With("field", field));

                reply.Status.ShouldBe(200, $"{operation}: {reply.Body}");
                reply.Bytes.ShouldBeLessThan(MaxBytes, $"{operation} {field}");
                if (reply.Body.TryGetProperty("value", out var entries))
                {
                    entries.GetArrayLength().ShouldBeInRange(1, MaxEntries, $"{operation} {field}");
                }
            }
        }
    }

    private static void Check(IReadOnlyList<Option> options, string where)
    {
        options.Count.ShouldBeLessThanOrEqualTo(MaxEntries, where);
        options.Select(option => option.Value).ShouldBeUnique(where);
        options.Where(option => string.IsNullOrWhiteSpace(option.Value) || string.IsNullOrWhiteSpace(option.Title)).ShouldBeEmpty(where);
        options.Select(option => option.Title).ShouldBeUnique(where);
    }
}
