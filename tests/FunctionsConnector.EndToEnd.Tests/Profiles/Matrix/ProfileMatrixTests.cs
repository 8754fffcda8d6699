using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Truth;

namespace FunctionsConnector.EndToEnd.Tests.Profiles.Matrix;

/// <summary>Every built-in profile with every row: what the caller or the sender is told, and what the record then holds.</summary>
public sealed class ProfileMatrixTests(AzuriteServer azurite)
{
    private const string Guarded = "onlyIf held at the moment of the update";

    /// <summary>The ids of the rows' records all have two digits, so that none is a part of another.</summary>
    private const int FirstRecord = 31;

    public static TheoryData<string> Profiles => [.. ProfileUnderTest.All.Keys];

    public static MatrixTheoryData<string, string> Cells => new(ProfileUnderTest.All.Keys, MatrixRow.All.Keys);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_row_over_http_ends_as_expected_and_the_record_shows_it(string system, string name)
    {
        var (profile, row) = (ProfileUnderTest.All[system], MatrixRow.All[name]);
        await using var world = await World.StartAsync(arrange: profile.AddTo);
        var update = new MatrixUpdate(profile, row, profile.Vendor(world.Sandbox), FirstRecord);
        row.Arrange(profile, update.Vendor, update.Id, false);

        var reply = await world.UpdateFieldsAsync(system, profile.RecordType, update.AskedId, update.Body);

        (reply.Outcome ?? reply.Code).ShouldBe(row.Http, $"{reply.Body}");
        reply.Status.ShouldBe(MatrixRow.IsMade(row.Http) ? 200 : FailureCode.All[row.Http].Status);
        update.ShouldHaveEnded(row.Http, reply.Outcome is null ? reply.Error : reply.Body);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Every_row_over_the_queue_has_its_result_and_the_records_show_it(string system)
    {
        var profile = ProfileUnderTest.All[system];
        var account = await azurite.NewAccountAsync();
        var queues = await account.CreateQueuesAsync();
        await using var world = await World.StartAsync(arrange: profile.AddTo, settings: settings =>
        {
            settings["Queue"] = account.ConnectionString;
            settings["Queue:VisibilityTimeout"] = "00:00:01";
            settings["Queue:Concurrency"] = $"{MatrixRow.All.Count}";
        });
        var updates = MatrixRow.All.Select((row, index) => (row.Key, Update: new MatrixUpdate(profile, row.Value, profile.Vendor(world.Sandbox), FirstRecord + index))).ToDictionary();
        foreach (var (name, update) in updates)
        {
            update.Row.Arrange(profile, update.Vendor, update.Id, true);
            await queues.Updates.PutAsync(update.Message(system, name), expires: false, TestContext.Current.CancellationToken);
        }

        await QueueWorld.UntilAsync(async () => (await PeekAsync(queues.Results)).Count == updates.Count, TimeSpan.FromSeconds(60), "every update has a result");

        var results = (await PeekAsync(queues.Results)).Select(text => JsonElement.Parse(text)).ToDictionary(result => result.GetProperty("messageId").GetString()!);
        foreach (var (name, update) in updates)
        {
            var result = results[name];
            (result.TryGetProperty("outcome", out var outcome) ? outcome : result.GetProperty("code")).GetString().ShouldBe(update.Row.Queue, $"{name}: {result}");
            update.ShouldHaveEnded(update.Row.Queue, result);
        }

        (await PeekAsync(queues.Poison)).ShouldBe(Ending(isRetryable: true), ignoreOrder: true);
        (await PeekAsync(queues.Rejected)).Select(text => JsonElement.Parse(text).GetProperty("message").GetString()).ShouldBe(Ending(isRetryable: false), ignoreOrder: true);
        (await PeekAsync(queues.Updates)).ShouldBeEmpty();

        IEnumerable<string> Ending(bool isRetryable) => updates
            .Where(update => !MatrixRow.IsMade(update.Value.Row.Queue) && FailureCode.All[update.Value.Row.Queue].IsRetryable == isRetryable)
            .Select(update => update.Value.Message(system, update.Key));
    }

    private static async Task<IReadOnlyList<string>> PeekAsync(StorageQueue queue) =>
        [.. (await queue.PeekAsync(TestContext.Current.CancellationToken)).Value!.Select(message => message.Text)];

    /// <summary>A row's update of a record of its own.</summary>
    private sealed class MatrixUpdate
    {
        private readonly ProfileUnderTest _profile;
        private readonly JsonObject _before;

        public MatrixUpdate(ProfileUnderTest profile, MatrixRow row, IVendorSandbox vendor, int record)
        {
            (_profile, Row, Vendor, Id) = (profile, row, vendor, profile.IdOf(record));
            _before = Truth;
            Body = row.Write(profile, _before);
        }

        public MatrixRow Row { get; }

        public IVendorSandbox Vendor { get; }

        public string Id { get; }

        public string AskedId => Row.Id?.Invoke(_profile) ?? Id;

        public string Body { get; }

        private JsonObject Truth => Vendor.FindTruth(_profile.RecordType, Id)!;

        public string Message(string system, string id) =>
            $$"""{"id":"{{id}}","system":"{{system}}","recordType":"{{_profile.RecordType}}","recordId":"{{AskedId}}",{{Body[1..]}}""";

        /// <summary>Checks the record, and what the reply or the result says.</summary>
        public void ShouldHaveEnded(string end, JsonElement said)
        {
            var patches = Vendor.Calls.All.Where(call => call.Method == "PATCH" && call.PathAndQuery.Contains(AskedId, StringComparison.Ordinal)).ToList();
            (Row.IsSent || patches.Count == 0).ShouldBeTrue("nothing was to be sent");
            if (!MatrixRow.IsMade(end))
            {
                (Row.Detail is null || said.GetProperty("details")[0].GetProperty("code").GetString() == Row.Detail).ShouldBeTrue($"{said}");
                said.GetProperty("message").GetString()!.ShouldContain(Row.Says(_profile));
                Content(Truth).ShouldBe(Content(_before));
                return;
            }

            var (field, held) = Row.Made(_profile);
            $"{_before[field]}".ShouldNotBe(held);
            $"{Truth[field]}".ShouldBe(held);
            var isGuarded = Row.IsGuarded && _profile.Version is not null;
            said.TryGetProperty("warnings", out var warnings).ShouldBe(isGuarded, $"{said}");
            if (isGuarded)
            {
                var sent = patches.ShouldHaveSingleItem();
                $"{sent.Headers.GetValueOrDefault("If-Match")} {sent.Body}".ShouldContain(_profile.Version!);
                warnings[0].GetString()!.ShouldStartWith(Guarded);
            }
        }

        private static string Content(JsonObject record) =>
            new JsonObject(record.Where(field => !ProfileUpdates.Stamps.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))).ToJsonString();
    }
}
