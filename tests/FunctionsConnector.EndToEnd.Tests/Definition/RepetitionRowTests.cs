namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>P5: flows send again by themselves what may not have arrived, so a repeat must be harmless.</summary>
public class RepetitionRowTests
{
    [Theory]
    [InlineData("UpdateField")]
    [InlineData("UpdateFields")]
    public async Task P5_A_repeat_says_the_same_and_leaves_the_record_as_the_first_left_it(string operationId)
    {
        await using var world = await QueueingWorld.StartAsync();
        var client = await SwaggerClient.ImportAsync(world);
        var designer = new Designer(client);
        var operation = client.Operation(operationId);
        var repeated = new HashSet<string>();

        foreach (var place in await Places.AllAsync(world, designer, operation))
        {
            var text = Form.Of(await designer.FormAsync(client.Operation("UpdateFields"), "fields", place.Inputs)).First(answer => answer.Type == "text");
            var inputs = operation.Takes("value")
                ? place.Inputs.With("field", text.Field).With("value", text.First.DeepClone())
                : place.Inputs.With("fields", Form.Together([text], turn: 1));

            var first = await client.CallAsync(operation, inputs);
            var truth = VendorTruth.Value(world, place, text.Field);
            var second = await client.CallAsync(operation, inputs);

            if (first.Status == 200)
            {
                Without(second, "requestId", "outcome", "changed").ShouldBe(Without(first, "requestId", "outcome", "changed"));
                second.Outcome.ShouldBeOneOf("applied", "unchanged");
                VendorTruth.Value(world, place, text.Field).ShouldBe(truth);
                truth.ShouldBe(text.First.ToString());
                repeated.Add(place.Kind);
            }
        }

        repeated.ShouldBe(await Places.KindsAsync(designer, operation), ignoreOrder: true);
    }

    // What the record held before is another thing the second time.
    private static string Without(Reply reply, params string[] names)
    {
        var body = JsonNode.Parse(reply.Body.GetRawText())!.AsObject();
        foreach (var name in names)
        {
            body.Remove(name);
        }

        foreach (var field in body["fields"]!.AsArray())
        {
            field!.AsObject().Remove("previousValue");
        }

        return body.ToJsonString();
    }
}
