using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Tests.Samples;

/// <summary>The messages of <c>samples/messages</c>.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("update.json", "autotask", "Tickets", "1")]
    [InlineData("cloud-event.json", "teamdynamix", "tickets-42", "1001")]
    public void A_message_is_an_update(string file, string system, string recordType, string recordId)
    {
        var (id, read) = UpdateMessage.Read(File.ReadAllText(Path.Combine(Conventions.Repository.Folder, "samples", "messages", file)));

        id.ShouldBe("order-4711");
        read.Succeeded(out var message, out var failure).ShouldBeTrue(failure?.Message);
        (message!.System, message.RecordType, message.RecordId).ShouldBe((system, recordType, recordId));
        ReplyCheck.Problems(Definition, Definition.Find("UpdateFields")!.Body!, new Place(JsonNode.Parse(message.Body.Span), string.Empty)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_message_is_tested() =>
        Directory.EnumerateFiles(Path.Combine(Conventions.Repository.Folder, "samples", "messages")).Select(Path.GetFileName).ShouldBe(["update.json", "cloud-event.json"], ignoreOrder: true);

    private static Swagger Definition { get; } = new(ConnectorFiles.Read().Definition);
}
