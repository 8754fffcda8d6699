using FsCheck;
using FsCheck.Fluent;

namespace FunctionsConnector.Core.Tests.Coordination.Records;

/// <summary>The lease of a record over random interleavings, lost responses, late writes, ended instances, and clocks that are off and drift.</summary>
public class RecordProtocolProperties(ITestOutputHelper output)
{
    private const int Runs = 400;
    private const int Steps = 1500;

    [Fact]
    public void No_two_instances_write_a_record_at_once_and_each_that_waits_gets_it()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"FsCheck seed {seed}");
        var (patches, owners) = (0, 0);

        Prop.ForAll(ArbMap.Default.ArbFor<int>(), Gen.Choose(2, 5).ToArbitrary(), (choices, instances) =>
            {
                var model = new RecordModel(instances, choices);
                for (var step = 0; step < Steps; step++)
                {
                    model.Step();
                }

                patches += model.Patches;
                owners += model.Owners;
                model.NobodyStarves();
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithEndSize(int.MaxValue / 2).WithReplay(seed, 1));

        output.WriteLine($"{patches} PATCH calls, {owners} changes of owner");
        patches.ShouldBeGreaterThan(Runs, "the runs must write");
        owners.ShouldBeGreaterThan(2 * Runs, "the runs must change the owner");
    }
}
