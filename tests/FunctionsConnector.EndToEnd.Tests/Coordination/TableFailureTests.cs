using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Failures;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>What is said where the Table service refuses, answers nonsense or not at all.</summary>
public sealed class TableFailureTests(AzuriteServer azurite)
{
    private static readonly RowKey Key = new("record", "autotask Tickets 1");

    [Fact]
    public async Task A_wrong_key_is_reported_with_the_address_and_without_the_key()
    {
        var account = await azurite.NewAccountWithTablesAsync();
        var wrong = account with { Key = Convert.ToBase64String("a wrong key"u8) };

        foreach (var failure in await FailAsync(wrong.TableConnection))
        {
            failure.Code.ShouldBe(FailureCode.CredentialsRefused);
            failure.Message.ShouldStartWith($"The tables at 127.0.0.1:{account.TableEndpoint!.Port} refuse the connector's access (403");
            failure.Message.ShouldNotContain(wrong.Key);
        }
    }

    [Fact]
    public async Task An_unreachable_service_is_a_transient_failure_with_the_address()
    {
        foreach (var failure in await FailAsync("AccountName=a;AccountKey=c2VjcmV0LWtleQ==;TableEndpoint=http://127.0.0.1:1/a"))
        {
            failure.ShouldBe(new Failure(FailureCode.SystemUnavailable, "The tables at 127.0.0.1:1 cannot be reached: Connection refused. Try again later."));
        }
    }

    [Theory]
    [InlineData(503, "", "answered 503")]
    [InlineData(500, "{\"odata.error\":{\"code\":\"InternalError\",\"message\":{\"value\":\"x\"}}}", "answered 500 InternalError")]
    [InlineData(200, "<html>a captive portal</html>", "answered something that cannot be read")]
    [InlineData(200, "{\"odata.etag\":\"x\"", "answered something that cannot be read")]
    [InlineData(409, "{\"odata.error\":{\"code\":\"TableBeingDeleted\",\"message\":{\"value\":\"x\"}}}", "answered 409 TableBeingDeleted")]
    public async Task Every_other_answer_is_a_transient_failure_with_the_address(int status, string body, string says)
    {
        await using var proxy = await AzuriteProxy.StartForTablesAsync(await azurite.NewAccountWithTablesAsync());
        proxy.Intercept = context => Answer(context, status, body);

        var read = await Tables.Of(proxy.Account).ReadAsync(Key, TestContext.Current.CancellationToken);

        read.Failure!.Code.ShouldBe(FailureCode.SystemUnavailable);
        read.Failure.Message.ShouldStartWith($"The tables at 127.0.0.1:{proxy.Account.TableEndpoint!.Port} {says}");
        read.Failure.Message.ShouldNotContain(proxy.Account.Key);
    }

    [Fact]
    public async Task A_caller_without_time_left_says_nothing_about_the_service()
    {
        await using var proxy = await AzuriteProxy.StartForTablesAsync(await azurite.NewAccountWithTablesAsync());
        using var caller = new CancellationTokenSource();
        var outages = new List<Failure?>();
        var table = new GuardedTable(Tables.Of(proxy.Account), TimeProvider.System, outages.Add);
        proxy.OnResponse = async (_, _) => await caller.CancelAsync();

        var read = await table.ReadAsync(Key, caller.Token);

        read.Failure!.Message.ShouldContain("No time was left");
        outages.ShouldBeEmpty("other callers can use the tables");
        (await table.ReadAsync(Key, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();
    }

    private static async Task<IReadOnlyList<Failure>> FailAsync(string connection)
    {
        var table = Tables.Of(connection);
        return
        [
            (await table.ReadAsync(Key, TestContext.Current.CancellationToken)).Failure!,
            (await table.WriteAsync(Key, Tables.Row("x"), TestContext.Current.CancellationToken)).Failure!,
            (await table.WriteAsync(Key, Tables.Row("x") with { Version = "W/\"a\"" }, TestContext.Current.CancellationToken)).Failure!,
            (await table.DeleteAsync(Key, "W/\"a\"", TestContext.Current.CancellationToken)).Failure!,
            (await table.SweepAsync(DateTimeOffset.UtcNow, TestContext.Current.CancellationToken)).Failure!,
        ];
    }

    private static bool Answer(HttpContext context, int status, string body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/json");
        context.Response.WriteAsync(body).GetAwaiter().GetResult();
        return true;
    }
}
