using FsCheck;
using FsCheck.Fluent;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Tests.Testing;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Updates.Joining;

/// <summary>However updates are joined: the record and every reply are as if each had been sent in order.</summary>
public class JoiningProperties(ITestOutputHelper output)
{
    private static readonly Gen<string> Field = Gen.Elements("a", "b", "c");
    private static readonly Gen<string> Value = Gen.Frequency((20, Gen.Elements("0", "1", "2", "3")), (1, Gen.Constant(HeldSystem.Bad)));

    private static readonly Gen<Wish> AnyWish =
        from first in Field
        from second in Field
        from value in Value
        from other in Value
        from condition in Gen.Frequency((3, Gen.Constant(string.Empty)), (1, Field.SelectMany(field => Gen.Elements("0", "1").Select(held => $"{field}={held}"))))
        select new Wish(first == second ? $"{first}={value}" : $"{first}={value} {second}={other}", condition);

    [Fact]
    public void The_record_and_every_reply_are_as_if_each_had_been_sent_in_order()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"FsCheck seed {seed}");
        var (updates, patches) = (0, 0);

        Prop.ForAll(Gen.ListOf(AnyWish).Resize(12).ToArbitrary(), wishes =>
            {
                var system = new HeldSystem();

                // The property library is synchronous; there is no synchronization context to lock up with.
                var outcomes = system.ReleaseAsync([.. wishes.Select(wish => system.UpdateAsync(wish.Changes, wish.OnlyIf))]).GetAwaiter().GetResult();

                var (truth, said) = InOrder([.. wishes]);
                outcomes.Select(Said).ShouldBe(said, string.Join(" | ", wishes));
                system.Truth.ShouldBe(truth, ignoreOrder: true);
                (updates, patches) = (updates + said.Count(word => word != "Conflict"), patches + system.Patches.Count);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(seed, 1));

        output.WriteLine($"{updates} updates in {patches} PATCHes");
        patches.ShouldBeLessThan(updates, "else nothing was joined");
    }

    /// <summary>
    /// One that travels with another that wants the same has been applied by its own PATCH, where alone it would have come too late
    /// to change anything: both are true.
    /// </summary>
    private static string Said(Result<UpdateOutcome> outcome) =>
        outcome.Value is { } made ? made.Kind == OutcomeKind.Unchanged ? "Applied" : $"{made.Kind}" : $"{outcome.Failure!.Code}";

    /// <summary>What each update does when nothing else is under way.</summary>
    private static (Dictionary<string, string?> Truth, List<string> Said) InOrder(IReadOnlyList<Wish> wishes)
    {
        var truth = new HeldSystem().Truth;
        var said = new List<string>();
        foreach (var wish in wishes)
        {
            var (changes, conditions) = (Pairs(wish.Changes), Pairs(wish.OnlyIf));
            if (conditions.Any(condition => truth[condition.Field] != condition.Value))
            {
                said.Add("Conflict");
            }
            else if (changes.Exists(change => change.Value == HeldSystem.Bad))
            {
                said.Add("UpdateRejected");
            }
            else
            {
                changes.ForEach(change => truth[change.Field] = change.Value);
                said.Add("Applied");
            }
        }

        return (truth, said);
    }

    private static List<(string Field, string Value)> Pairs(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair[..1], pair[2..]))];

    private sealed record Wish(string Changes, string OnlyIf);
}
