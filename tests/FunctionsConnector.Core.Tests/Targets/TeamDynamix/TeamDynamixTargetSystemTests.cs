using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public sealed class TeamDynamixTargetSystemTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly Tenant _tenant;

    public TeamDynamixTargetSystemTests() => _tenant = new Tenant(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task Record_types_are_those_of_active_applications_and_people_and_projects() =>
        (await _tenant.System().ListRecordTypesAsync(Cancel)).Value!.Select(type => type.Id)
            .ShouldBe(["tickets-42", "assets-7", "cis-7", "people", "projects"]);

    [Fact]
    public async Task A_catalog_has_the_tenants_choices_or_ids_without_choices()
    {
        var catalog = (await _tenant.System().GetCatalogAsync("Tickets-42", Cancel)).Value!;

        catalog.Find("StatusID")!.Choices!.Count.ShouldBe(4);
        catalog.Find("TypeID")!.Choices.ShouldBeNull();
        catalog.Find("Lifecycle")!.Id.ShouldBe("5678");
    }

    [Fact]
    public async Task Concurrent_calls_share_one_login()
    {
        var system = _tenant.System();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => system.GetCatalogAsync("tickets-42", Cancel).AsTask()));

        _tenant.Count("POST api/auth/loginadmin").ShouldBe(1);
        _tenant.Count("GET api/applications").ShouldBe(1);
        _tenant.Count("GET api/attributes/custom").ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        var system = _tenant.System();
        await system.CheckConnectionAsync(Cancel);
        _tenant.Revoke();

        (await system.CheckConnectionAsync(Cancel)).ShouldBeNull();
        _tenant.Count("POST api/auth/loginadmin").ShouldBe(2);
    }

    [Fact]
    public async Task A_401_after_a_renewal_is_reported_without_further_logins()
    {
        var system = _tenant.System();
        _tenant.Answer = (request, _) => Tenant.Reply(request.RequestUri!.AbsolutePath.EndsWith("getuser", StringComparison.Ordinal) ? 200 : 401, string.Empty);

        for (var i = 0; i < 3; i++)
        {
            (await system.CheckConnectionAsync(Cancel))!.Code.ShouldBe(FailureCode.CredentialsRefused);
        }

        _tenant.Count("POST api/auth/loginadmin").ShouldBe(2);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await system.CheckConnectionAsync(Cancel);
        _tenant.Count("POST api/auth/loginadmin").ShouldBe(3);
    }

    [Fact]
    public async Task A_token_that_nothing_accepts_is_renewed_twice_at_most()
    {
        var system = _tenant.System();
        _tenant.Answer = (_, _) => Tenant.Reply(401, string.Empty);

        for (var i = 0; i < 5; i++)
        {
            (await system.CheckConnectionAsync(Cancel))!.Code.ShouldBe(FailureCode.CredentialsRefused);
        }

        _tenant.Count("POST api/auth/loginadmin").ShouldBe(3, "the first login, a renewal, and one after getuser was refused too");
    }

    [Fact]
    public async Task A_revoked_token_is_renewed_also_after_a_renewal_that_did_not_help()
    {
        var system = _tenant.System();
        var isForbidden = true;
        _tenant.Answer = (request, _) => isForbidden && !request.RequestUri!.AbsolutePath.EndsWith("getuser", StringComparison.Ordinal) ? Tenant.Reply(401, string.Empty) : null;
        (await system.CheckConnectionAsync(Cancel))!.Code.ShouldBe(FailureCode.CredentialsRefused);
        isForbidden = false;
        _tenant.Revoke();

        (await system.CheckConnectionAsync(Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Refused_credentials_are_attempted_once_a_minute_and_never_reported()
    {
        var system = _tenant.System();
        _tenant.RefusedKey = "the-key";

        var failures = new List<Failure?> { await system.CheckConnectionAsync(Cancel), await system.CheckConnectionAsync(Cancel) };

        _tenant.Count("POST api/auth/loginadmin").ShouldBe(2, "one refused login may be an accident");
        failures.ShouldAllBe(failure => failure!.Code == FailureCode.CredentialsRefused && failure.Message.Contains("'tdx-key'")
            && !failure.ToString().Contains("the-key") && !failure.VendorMessages.Any(message => message.Contains("the-key")));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await system.CheckConnectionAsync(Cancel);
        _tenant.Count("POST api/auth/loginadmin").ShouldBe(3);
    }

    [Fact]
    public async Task A_changed_key_is_fetched_and_attempted_at_once()
    {
        _tenant.RefusedKey = "the-key";
        _tenant.FreshSecrets["tdx-key"] = "another";

        (await _tenant.System().CheckConnectionAsync(Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task An_update_that_lint_refuses_is_not_sent()
    {
        var system = _tenant.System();
        var catalog = (await system.GetCatalogAsync("tickets-42", Cancel)).Value!;
        var update = TicketCatalog.Update(("Title", "x")) with { Catalog = catalog };
        const string Body = """[{"op":"test","path":"/Title","value":"x"}]""";

        (await system.SendAsync(new FixedUpdate(update, Body), Cancel)).ShouldBeOfType<WriteResult.Refused>().Failure.Code.ShouldBe(FailureCode.UpdateInvalid);
        _tenant.Calls.ShouldNotContain(call => call.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Attributes", "[]", FailureDetailCode.FieldNotFound)]
    [InlineData("/Title/-", "\"x\"", FailureDetailCode.FieldNotFound)]
    [InlineData("StatusName", "\"New\"", FailureDetailCode.FieldReadOnly)]
    [InlineData("StatusID", "\"On Hold\"", FailureDetailCode.FieldRequired)]
    [InlineData("StatusID", "\"Ancient\"", FailureDetailCode.ChoiceInactive)]
    [InlineData("Lifecycle", "\"Prod\"", FailureDetailCode.ChoiceNotFound)]
    [InlineData("PriorityID", "null", FailureDetailCode.FieldRequired)]
    [InlineData("StartDate", "\"tomorrow\"", FailureDetailCode.ValueInvalid)]
    public async Task An_invalid_value_is_found_before_anything_is_sent(string field, string value, FailureDetailCode code)
    {
        var failure = (await _tenant.Updater().UpdateAsync(Request((field, value)), Cancel)).Failure!;

        failure.Code.ShouldBe(FailureCode.UpdateInvalid);
        failure.Details.ShouldHaveSingleItem().Code.ShouldBe(code);
        _tenant.Calls.ShouldNotContain(call => call.Contains("/tickets/1001"));
    }

    [Fact]
    public async Task The_failure_names_the_application_of_an_item_elsewhere()
    {
        _tenant.Answer = (request, _) => request.RequestUri!.AbsolutePath switch
        {
            "/TDWebApi/api/42/tickets/1001" => Tenant.Reply(404, string.Empty),
            "/TDWebApi/api/tickets/1001" => Tenant.Reply(200, """{"ID":1001,"AppID":77}"""),
            _ => null,
        };

        var failure = (await _tenant.Updater(new Timing { BetweenReadBacks = TimeSpan.Zero }).UpdateAsync(Request(("Title", "\"x\"")), Cancel)).Failure!;

        failure.Code.ShouldBe(FailureCode.RecordNotFound);
        failure.Message.ShouldContain("tickets-77");
    }

    [Fact]
    public async Task An_attribute_that_the_echo_lacks_is_read_back_once()
    {
        _tenant.Answer = (request, _) => !request.RequestUri!.AbsolutePath.EndsWith("/1001", StringComparison.Ordinal) ? null
            : request.Method == HttpMethod.Patch
                ? Tenant.Reply(200, """{"ID":1001,"AppID":42}""")
                : Tenant.Reply(200, """{"ID":1001,"AppID":42,"Attributes":[{"ID":5678,"Value":"26190"}]}""");

        var outcome = (await _tenant.Updater().UpdateAsync(Request(("Lifecycle", "\"Production\"")), Cancel)).Value!;

        outcome.Kind.ShouldBe(OutcomeKind.Applied);
        _tenant.Count("GET api/42/tickets/1001").ShouldBe(1);
    }

    [Fact]
    public async Task Two_hundred_updates_are_paced_below_the_vendors_limit_and_all_applied()
    {
        var bucket = new Bucket(_clock);
        _tenant.Answer = (request, body) => request.Method == HttpMethod.Patch ? bucket.Take(() => Echo(request, body)) : null;
        var timing = new Timing { Request = TimeSpan.FromMinutes(15) };
        var updater = _tenant.Updater(timing);
        await updater.PreviewAsync(Request(("Title", "\"x\"")), Cancel);

        // Without a synchronization context, all continuations of a timer have run before the clock advances.
        var outcomes = await Task.Run(
            () => _clock.RunAsync(Task.WhenAll(Enumerable.Range(1, 200).Select(id =>
                updater.UpdateAsync(Request(("Title", $"\"Title {id}\"")) with { RecordId = id.ToString(CultureInfo.InvariantCulture) }, Cancel)))),
            Cancel);

        outcomes.ShouldAllBe(outcome => outcome.Value!.Kind == OutcomeKind.Applied);
        bucket.Accepted.ShouldBe(200);
        bucket.Refused.ShouldBe(0);
    }

    [Theory]
    [InlineData(10, 2, null)]
    [InlineData(55, 1, 60)]
    public async Task A_429_is_retried_if_the_request_has_the_time(int resetIn, int calls, int? retryAfter)
    {
        var patches = 0;
        _tenant.Answer = (request, body) =>
        {
            if (request.Method != HttpMethod.Patch)
            {
                return null;
            }

            if (++patches > 1)
            {
                return Echo(request, body);
            }

            var refusal = Tenant.Reply(429, "Please try again later.");
            refusal.Headers.Date = _clock.GetUtcNow();
            refusal.Headers.Add("X-RateLimit-Reset", _clock.GetUtcNow().AddSeconds(resetIn).ToString("R"));
            return refusal;
        };
        var updater = _tenant.Updater();
        await updater.PreviewAsync(Request(("Title", "\"x\"")), Cancel);
        var start = _clock.GetUtcNow();

        var result = await Task.Run(() => _clock.RunAsync(updater.UpdateAsync(Request(("Title", "\"x\"")), Cancel)), Cancel);

        patches.ShouldBe(calls);
        result.Failure?.Code.ShouldBe(FailureCode.RateLimited);
        (result.Failure is null).ShouldBe(retryAfter is null);
        if (retryAfter is { } seconds)
        {
            result.Failure!.RetryAfter!.Value.TotalSeconds.ShouldBe(seconds, 3);
        }
        else
        {
            (_clock.GetUtcNow() - start).TotalSeconds.ShouldBeGreaterThanOrEqualTo(resetIn + 5);
        }
    }

    [Fact]
    public async Task A_write_that_may_have_been_applied_is_not_retried()
    {
        _tenant.Answer = (request, _) => request.Method == HttpMethod.Patch ? Tenant.Reply(500, string.Empty) : null;

        (await _tenant.Updater().UpdateAsync(Request(("Title", "\"x\"")), Cancel)).Failure!.Code.ShouldBe(FailureCode.OutcomeUnknown);
        _tenant.Count("PATCH api/42/tickets/1001").ShouldBe(1);
    }

    private static UpdateRequest Request(params (string Field, string Json)[] changes) => new(
        "tdx", "tickets-42", "1001", [.. changes.Select(change => new RequestedChange(change.Field, TicketCatalog.Json(change.Json)))]);

    private static HttpResponseMessage Echo(HttpRequestMessage request, string body)
    {
        var title = TicketCatalog.Json(body)[0].GetProperty("value").GetString();
        return Tenant.Reply(200, $$"""{"ID":{{request.RequestUri!.Segments[^1]}},"AppID":42,"Title":{{JsonSerializer.Serialize(title)}}}""");
    }

    /// <summary>The rate limit of the vendor: 60 calls in a window of 60 s that starts with its first call.</summary>
    private sealed class Bucket(FakeClock clock)
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _reset;
        private int _used;

        public int Accepted { get; private set; }

        public int Refused { get; private set; }

        public HttpResponseMessage Take(Func<HttpResponseMessage> serve)
        {
            lock (_lock)
            {
                var now = clock.GetUtcNow();
                if (now >= _reset)
                {
                    (_reset, _used) = (now.AddSeconds(60), 0);
                }

                var isAccepted = ++_used <= 60;
                _ = isAccepted ? Accepted++ : Refused++;
                var response = isAccepted ? serve() : Tenant.Reply(429, "Please try again later.");
                response.Headers.Date = now;
                response.Headers.Add("X-RateLimit-Limit", "60");
                response.Headers.Add("X-RateLimit-Remaining", Math.Max(0, 60 - _used).ToString(CultureInfo.InvariantCulture));
                response.Headers.Add("X-RateLimit-Reset", _reset.ToString("R"));
                return response;
            }
        }
    }
}
