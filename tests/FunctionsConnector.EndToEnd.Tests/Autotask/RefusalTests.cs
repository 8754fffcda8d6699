using FunctionsConnector.Sandbox.Autotask;

namespace FunctionsConnector.EndToEnd.Tests.Autotask;

/// <summary>The error messages of live tenants.</summary>
public class RefusalTests
{
    // These three do not concern the update. They have other rows in the failure table.
    private static readonly Dictionary<string, (int Status, string Code)> OtherRows = new()
    {
        ["Zone information could not be determined"] = (424, "CredentialsRefused"),
        ["IntegrationCode is invalid."] = (424, "CredentialsRefused"),
        ["The Autotask API thread threshold of 3 threads has been exceeded"] = (429, "RateLimited"),
    };

    public static TheoryData<int> Corpus => [.. Enumerable.Range(0, AutotaskMessages.Corpus.Count)];

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task A_message_of_a_live_tenant_is_reported_as_422_without_boilerplate(int index)
    {
        var messages = AutotaskMessages.Corpus[index];
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, JsonSerializer.Serialize(new { errors = messages })).For("PATCH").Repeated(Fault.Always));

        var reply = await world.UpdateFieldAsync("Tickets", 1, """{"field":"status","value":"Complete"}""");

        var (status, code) = OtherRows.GetValueOrDefault(messages[0], (422, "UpdateRejected"));
        reply.ShouldFail(status, code);
        reply.Message.ShouldNotContain("record number");
        reply.Error.GetProperty("vendorStatus").GetInt32().ShouldBe(500);
        var message = messages[0].Replace(" ; on record number [1].", string.Empty, StringComparison.Ordinal).Trim();
        reply.Error.GetProperty("vendorMessages")[0].GetString().ShouldBe(message);
        if (code == "UpdateRejected")
        {
            reply.Message.ShouldEndWith(message);
        }
    }

    [Fact]
    public async Task A_refusal_is_never_sent_again()
    {
        await using var world = await World.StartAsync();

        await world.UpdateFieldAsync("Tickets", 1, """{"field":"contactID","value":777777}""");

        world.PatchesSent.Count().ShouldBe(1);
    }
}
