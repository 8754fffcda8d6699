namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>P5: flows retry calls without a response, so a repeated call must be harmless.</summary>
public class RepetitionRowTests
{
    [Theory]
    [InlineData("UpdateField")]
    [InlineData("UpdateFields")]
    public async Task P5_A_repeated_call_has_the_same_reply_and_changes_nothing(string operationId)
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

    // The previous values differ the second time.
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
