using NewsPlatform.Benchmarks.Pipeline;

namespace NewsPlatform.Benchmarks.Capacity;

/// <summary>What happens to the flow, second by second.</summary>
/// <param name="Name">Of the picture and the row.</param>
/// <param name="Seconds">How long is looked.</param>
/// <param name="Arriving">Articles dropped a second, at a moment.</param>
/// <param name="Working">Share of a stage's replicas that work, at a moment.</param>
internal sealed record Scenario(string Name, int Seconds, Func<int, double> Arriving, Func<string, int, double> Working);

/// <summary>What one scenario came to.</summary>
/// <param name="Queues">Articles waiting before each stage over time; those before Ingestion wait as files.</param>
/// <param name="MostWaiting">By stage.</param>
/// <param name="DrainSeconds">From the end of the fault to the last waiting article gone; none when that is not reached.</param>
internal sealed record SimulationResult(Scenario Scenario, IReadOnlyList<Series> Queues, IReadOnlyDictionary<string, double> MostWaiting, double? DrainSeconds);

/// <summary>
/// The flow as four tanks in a row: each stage passes on what its working replicas can, Ingestion stops above PauseAbove and goes
/// on below half of it, and replicas are added as deploy/kubernetes does it: by drain time, doubled at most each half minute. A
/// replica works a minute after it was asked for.
/// </summary>
internal static class FlowSimulation
{
    private const int Look = 30, StartTakes = 60;

    // Less than a second's work is no queue.
    private const double Gone = 1.0;

    public static SimulationResult Run(Scenario scenario, CapacityPlan plan, IReadOnlyDictionary<string, double> ratePerReplica, int faultEnds, Assumptions assume, bool scales)
    {
        var stages = CapacityPlan.Stages;
        var waiting = stages.ToDictionary(stage => stage, _ => 0.0, StringComparer.Ordinal);
        var replicas = stages.ToDictionary(stage => stage, stage => plan.Replicas[stage], StringComparer.Ordinal);
        var coming = new List<(int At, string Stage, int Count)>();
        var lines = stages.ToDictionary(stage => stage, _ => new List<(double X, double Y)>(), StringComparer.Ordinal);
        var most = stages.ToDictionary(stage => stage, _ => 0.0, StringComparer.Ordinal);
        var (paused, drained) = (false, (double?)null);
        for (var second = 0; second < scenario.Seconds; second++)
        {
            waiting[stages[0]] += scenario.Arriving(second);
            var inFlight = stages.Skip(1).Sum(stage => waiting[stage]);
            paused = paused ? inFlight > plan.PauseAbove / 2.0 : inFlight > plan.PauseAbove;
            foreach (var ready in coming.Where(one => one.At == second))
            {
                replicas[ready.Stage] = ready.Count;
            }

            // From the end to the front, so that an article takes a second a stage and not one for all.
            for (var i = stages.Length - 1; i >= 0; i--)
            {
                var can = i == 0 && paused ? 0 : replicas[stages[i]] * ratePerReplica[stages[i]] * scenario.Working(stages[i], second);
                var passes = Math.Min(waiting[stages[i]], can);
                waiting[stages[i]] -= passes;
                if (i + 1 < stages.Length)
                {
                    waiting[stages[i + 1]] += passes;
                }
            }

            if (scales && second % Look == 0)
            {
                foreach (var stage in stages)
                {
                    var drain = waiting[stage] / Math.Max(1, replicas[stage] * ratePerReplica[stage]);
                    var wanted = Math.Min(assume.MostTimes * plan.Replicas[stage], Math.Min(2 * replicas[stage], (int)Math.Ceiling(replicas[stage] * drain / assume.DrainGoal)));
                    if (wanted > replicas[stage] && !coming.Exists(one => one.Stage == stage && one.At > second))
                    {
                        coming.Add((second + StartTakes, stage, wanted));
                    }
                }
            }

            foreach (var stage in stages)
            {
                most[stage] = Math.Max(most[stage], waiting[stage]);
                if (second % 5 == 0)
                {
                    lines[stage].Add((second / 60.0, waiting[stage]));
                }
            }

            var steady = stages.All(stage => waiting[stage] <= Math.Max(Gone, scenario.Arriving(second)) * 1.01);
            if (second < faultEnds)
            {
                drained = null;
            }
            else if (steady)
            {
                drained ??= second - faultEnds;
            }
        }

        return new(scenario, [.. stages.Select((stage, i) => new Series(i == 0 ? "files in the inbox (articles)" : $"before {stage}", lines[stage]))], most, drained);
    }
}
