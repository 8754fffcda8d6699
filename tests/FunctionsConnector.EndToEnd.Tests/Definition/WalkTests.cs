namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>A flow author's steps in the designer, with only the definition and the id of a record.</summary>
public class WalkTests
{
    [Fact]
    public async Task Values_picked_from_lists_are_in_the_record_afterwards()
    {
        await using var world = await QueueingWorld.StartAsync();
        var client = await SwaggerClient.ImportAsync(world);
        var designer = new Designer(client);
        var update = client.Operation("UpdateField");
        var walked = new HashSet<string>();

        foreach (var place in await Places.AllAsync(world, designer, update))
        {
            if (await PickAsync(designer, client, place) is not var (field, choice))
            {
                continue;
            }

            var inputs = place.Inputs.With("field", field.Value).With("value", choice.Value);
            var reply = await client.CallAsync(update, inputs);

            reply.ShouldSay("applied");
            reply.Field(field.Value).GetProperty("displayValue").GetString().ShouldBe(choice.Title, $"{inputs}");
            (await ValueAsync(client, place, field.Value)).ShouldBe(choice.Value, $"{inputs}");
            VendorTruth.Value(world, place, field.Value).ShouldBe(choice.Value, $"{inputs}");
            walked.Add(place.Kind);
        }

        walked.ShouldBe(await Places.KindsAsync(designer, update), ignoreOrder: true);
    }

    [Fact]
    public async Task A_form_filled_in_with_a_field_of_each_type_is_in_the_record_afterwards()
    {
        await using var world = await QueueingWorld.StartAsync();
        var client = await SwaggerClient.ImportAsync(world);
        var designer = new Designer(client);
        var update = client.Operation("UpdateFields");
        var offered = new HashSet<(string Kind, string Type)>();
        var filled = new HashSet<(string Kind, string Type)>();

        foreach (var place in await Places.AllAsync(world, designer, update))
        {
            var form = Form.Of(await designer.FormAsync(update, "fields", place.Inputs));
            offered.UnionWith(form.Select(answer => (place.Kind, answer.Type)));
            var answers = await AcceptedAsync(client, place, form);
            if (answers.Count == 0)
            {
                continue;
            }

            var reply = await client.CallAsync(update, place.Inputs.With("fields", Form.Together(answers, turn: 2)));

            reply.ShouldSay("applied");
            foreach (var answer in answers)
            {
                var sent = await SentAsync(designer, client, place, answer.At(turn: 2));
                var truth = VendorTruth.Value(world, place, answer.Field);
                VendorTruth.Same(truth, sent).ShouldBeTrue($"{place.Inputs}: {answer.Field} ({answer.Type}) should be {sent} and is {truth}");
                filled.Add((place.Kind, answer.Type));
            }
        }

        filled.ShouldBe(offered, ignoreOrder: true);
        filled.Select(pair => pair.Kind).Distinct().ShouldBe(await Places.KindsAsync(designer, update), ignoreOrder: true);
    }

    /// <summary>The first field with choices, and the first of its choices that is not in the record.</summary>
    private static async Task<(Option Field, Option Choice)?> PickAsync(Designer designer, SwaggerClient client, RecordPlace place)
    {
        var update = client.Operation("UpdateField");
        foreach (var field in (await designer.OptionsAsync(update, "field", place.Inputs)).Where(option => option.Entry.Find("hasChoices")!.IsTrue))
        {
            var before = await ValueAsync(client, place, field.Value);
            var choices = await designer.OptionsAsync(update, "value", place.Inputs.With("field", field.Value));
            if (choices.FirstOrDefault(option => option.Value != before) is { } choice)
            {
                return (field, choice);
            }
        }

        return null;
    }

    /// <summary>
    /// For each type, the first field for which the system accepts the sample. Some samples are invalid (a number may be the id of a
    /// person); their refusal has a reason.
    /// </summary>
    private static async Task<IReadOnlyList<Answer>> AcceptedAsync(SwaggerClient client, RecordPlace place, IEnumerable<Answer> form)
    {
        var accepted = new List<Answer>();
        foreach (var answer in form.Where(answer => accepted.All(taken => taken.Type != answer.Type)))
        {
            var reply = await client.CallAsync(client.Operation("UpdateFields"), place.Inputs.With("fields", Form.Together([answer], turn: 1)));
            if (reply.Status == 200)
            {
                accepted.Add(answer);
            }
            else
            {
                reply.Status.ShouldBe(422, $"{place.Inputs} {answer.Field}: {reply.Body}");
            }
        }

        return accepted;
    }

    /// <summary>The expected value in the record: the id for a label.</summary>
    private static async Task<string> SentAsync(Designer designer, SwaggerClient client, RecordPlace place, (string Field, string Value, bool IsLabel) answer) => answer.IsLabel
        ? (await designer.OptionsAsync(client.Operation("UpdateField"), "value", place.Inputs.With("field", answer.Field))).First(option => option.Title == answer.Value).Value
        : answer.Value;

    private static async Task<string?> ValueAsync(SwaggerClient client, RecordPlace place, string field)
    {
        var reply = await client.CallAsync(client.Operation("GetRecord"), place.Inputs);
        reply.Status.ShouldBe(200, $"{reply.Body}");
        return reply.Body.GetProperty("values").TryGetProperty(field, out var value) ? value.GetString() : null;
    }
}
