using FunctionsConnector.Actions.Tests.Definition.Reading;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>P2: replies match their schema. Otherwise the platform fails an action whose update was applied.</summary>
public class ReplyRowTests
{
    private const int SampledFields = 8;

    [Fact]
    public async Task P2_Every_success_of_every_operation_fits_its_schema()
    {
        await using var world = await QueueingWorld.StartAsync();
        var client = await SwaggerClient.ImportAsync(world);
        var designer = new Designer(client);
        var seen = new HashSet<(string Kind, string Id)>();
        var problems = new List<string>();

        foreach (var place in await Places.AllAsync(world, designer, client.Operation("UpdateField")))
        {
            foreach (var (operation, inputs) in await CallsAsync(client, designer, place))
            {
                var reply = await client.CallAsync(operation, inputs);
                reply.Status.ShouldBeLessThan(500, $"{operation} {inputs}: {reply.Body}");
                if (reply.Status == 200)
                {
                    seen.Add((place.Kind, operation.Id));
                    problems.AddRange(ReplyCheck.Problems(client.Swagger, operation.Reply!, new Place(JsonNode.Parse(reply.Body.GetRawText()), string.Empty))
                        .Select(problem => $"{operation} {inputs}: {problem}"));
                }
            }
        }

        problems.ShouldBeEmpty();
        var kinds = await Places.KindsAsync(designer, client.Operation("UpdateField"));
        seen.ShouldBe(Operations.Of(client).SelectMany(operation => kinds.Select(kind => (kind, operation.Id))), ignoreOrder: true);
    }

    /// <summary>The calls of each operation with different replies: set, cleared, not verified, failed as output, searched.</summary>
    private static async Task<IReadOnlyList<(SwaggerOperation Operation, Inputs Inputs)>> CallsAsync(SwaggerClient client, Designer designer, RecordPlace place)
    {
        var form = Form.Of(await designer.FormAsync(client.Operation("UpdateFields"), "fields", place.Inputs))
            .GroupBy(answer => answer.Type)
            .SelectMany(group => group.Take(2))
            .Take(SampledFields)
            .ToList();
        var fields = (await designer.OptionsAsync(client.Operation("ListChoices"), "field", place.Inputs)).Select(option => option.Value);
        return [.. Operations.Of(client).SelectMany(operation => Ways(operation, place.Inputs, form, fields).Select(inputs => (operation, inputs)))];
    }

    private static IEnumerable<Inputs> Ways(SwaggerOperation operation, Inputs place, List<Answer> form, IEnumerable<string> fields)
    {
        if (operation.Takes("value"))
        {
            return form.SelectMany(answer => new[]
            {
                place.With("field", answer.Field).With("value", answer.First.ToString()),
                place.With("field", answer.Field).With("value", answer.Second.ToString()).With("verify", false),
                place.With("field", answer.Field).With("clear", true).With("failureMode", "output"),
            });
        }

        if (operation.Takes("fieldsToClear"))
        {
            return form.SelectMany(answer => new[]
            {
                place.With("fields", Form.Together([answer], turn: 1)).With("failureMode", "output"),
                place.With("fields", Form.Together([answer], turn: 2)).With("onlyIf", Form.Together([answer], turn: 1)).With("failureMode", "output"),
                place.With("fieldsToClear", new JsonArray(answer.Field)).With("failureMode", "output"),
            }).Append(place.With("fields", new JsonObject { ["no such field"] = "1", ["nor this"] = 2 }).With("failureMode", "output"));
        }

        if (operation.Takes("records"))
        {
            JsonObject Entry(JsonObject fields) => new() { ["recordId"] = place["recordId"]!.DeepClone(), ["fields"] = fields };
            return [place.With("records", new JsonArray(Entry(Form.Together(form.Take(1), turn: 1)), Entry(new JsonObject { ["no such field"] = "1" })))];
        }

        return operation.Takes("field") ? fields.Select(field => place.With("field", field)) : [place, place.With("search", "a"), place.With("writable", true)];
    }
}
