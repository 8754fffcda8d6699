using FsCheck;
using FsCheck.Fluent;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Updates.Coalescing;

/// <summary>The record and every reply are as if each update had been sent in sequence.</summary>
public class CoalescingProperties(ITestOutputHelper output)
{
    private static readonly Gen<string> Field = Gen.Elements("a", "b", "c");
    private static readonly Gen<string> Value = Gen.Frequency((20, Gen.Elements("0", "1", "2", "3")), (1, Gen.Constant(FakeSystem.Bad)));

    private static readonly Gen<Request> AnyRequest =
        from first in Field
        from second in Field
        from value in Value
        from other in Value
        from condition in Gen.Frequency((3, Gen.Constant(string.Empty)), (1, Field.SelectMany(field => Gen.Elements("0", "1").Select(held => $"{field}={held}"))))
        select new Request(first == second ? $"{first}={value}" : $"{first}={value} {second}={other}", condition);

    [Fact]
    public void Coalescing_changes_neither_the_record_nor_any_reply()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"FsCheck seed {seed}");
        var (updates, patches) = (0, 0);

        Prop.ForAll(Gen.ListOf(AnyRequest).Resize(12).ToArbitrary(), requests =>
            {
                var system = new FakeSystem();

                // The property library is synchronous; there is no synchronization context, so this cannot deadlock.
                var outcomes = system.ReleaseAsync([.. requests.Select(request => system.UpdateAsync(request.Changes, request.OnlyIf))]).GetAwaiter().GetResult();

                var (truth, replies) = InOrder([.. requests]);
                outcomes.Select(Reply).ShouldBe(replies, string.Join(" | ", requests));
                system.Truth.ShouldBe(truth, ignoreOrder: true);
                (updates, patches) = (updates + replies.Count(word => word != "Conflict"), patches + system.Patches.Count);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(seed, 1));

        output.WriteLine($"{updates} updates in {patches} PATCHes");
        patches.ShouldBeLessThan(updates, "some updates must be coalesced");
    }

    /// <summary>
    /// Of two updates with equal values, a coalesced second one is applied, and in sequence it is unchanged. Both are correct.
    /// </summary>
    private static string Reply(Result<UpdateOutcome> outcome) =>
        outcome.Value is { } made ? made.Kind == OutcomeKind.Unchanged ? "Applied" : $"{made.Kind}" : $"{outcome.Failure!.Code}";

    /// <summary>The record and the replies when the updates are sent in sequence.</summary>
    private static (Dictionary<string, string?> Truth, List<string> Replies) InOrder(IReadOnlyList<Request> requests)
    {
        var truth = new FakeSystem().Truth;
        var replies = new List<string>();
        foreach (var request in requests)
        {
            var (changes, conditions) = (Pairs(request.Changes), Pairs(request.OnlyIf));
            if (conditions.Any(condition => truth[condition.Field] != condition.Value))
            {
                replies.Add("Conflict");
            }
            else if (changes.Exists(change => change.Value == FakeSystem.Bad))
            {
                replies.Add("UpdateRejected");
            }
            else
            {
                changes.ForEach(change => truth[change.Field] = change.Value);
                replies.Add("Applied");
            }
        }

        return (truth, replies);
    }

    private static List<(string Field, string Value)> Pairs(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair[..1], pair[2..]))];

    private sealed record Request(string Changes, string OnlyIf);
}
