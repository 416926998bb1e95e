using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Tests.Detection;

public sealed class TextComparerTests
{
    [Fact]
    public void What_is_covered_is_what_a_slow_search_finds()
    {
        var random = new Random(1);
        var comparer = new TextComparer();
        for (var n = 0; n < 500; n++)
        {
            // Few different words, so that runs repeat and overlap.
            var first = Words(random, random.Next(0, 60), 6);
            var second = Words(random, random.Next(0, 60), 6);
            comparer.Prepare(first);
            comparer.Cover(second);
            Assert.Equal(Slow(first, second), comparer.Covered.ToArray());
            Assert.Equal(Slow(second, first), comparer.OtherCovered(second.Length).ToArray());
        }
    }

    [Fact]
    public void Runs_are_shared_by_both_texts_and_stop_where_they_differ()
    {
        var random = new Random(2);
        var comparer = new TextComparer();
        var runs = new List<WordRun>();
        for (var n = 0; n < 500; n++)
        {
            var first = Words(random, random.Next(0, 80), 12);
            var second = Words(random, random.Next(0, 80), 12);
            comparer.Prepare(first);
            comparer.Runs(second, runs);
            var end = 0;
            foreach (var run in runs)
            {
                Assert.True(run.Length >= TextComparer.RunLength && run.OtherStart >= end);
                Assert.Equal(first[run.Start..(run.Start + run.Length)], second[run.OtherStart..(run.OtherStart + run.Length)]);
                end = run.OtherStart + run.Length;
            }

            comparer.Cover(second);
            Assert.Equal(comparer.OtherCovered(second.Length).Count(true), runs.Sum(run => run.Length));
            Assert.True(runs.Count == 0 ? comparer.LongestRun(second) == 0 : comparer.LongestRun(second) >= runs.Max(run => run.Length));
        }
    }

    private static ushort[] Words(Random random, int count, int different) =>
        [.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(different))];

    private static bool[] Slow(ushort[] text, ushort[] other)
    {
        var covered = new bool[text.Length];
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            for (var j = 0; j + 4 <= other.Length; j++)
            {
                if (text.AsSpan(i, 4).SequenceEqual(other.AsSpan(j, 4)))
                {
                    covered.AsSpan(i, 4).Fill(true);
                }
            }
        }

        return covered;
    }
}
