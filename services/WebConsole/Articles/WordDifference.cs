using System.Text.RegularExpressions;

namespace NewsPlatform.WebConsole.Articles;

/// <summary>A stretch of two texts: in both, only in the older, or only in the newer.</summary>
public sealed record Change(ChangeKind Kind, string Text);

public enum ChangeKind
{
    Same,
    Gone,
    Come,
}

/// <summary>What differs between two versions, word by word: Myers' greedy algorithm with a bound on its work.</summary>
public static partial class WordDifference
{
    // Work is words times differences: two long texts that share nothing would take minutes and be unreadable anyway.
    private const int MostDifferences = 3_000;
    private const int MostWords = 40_000;

    /// <returns>Null when the texts differ too much to be shown word by word.</returns>
    public static IReadOnlyList<Change>? Between(string older, string newer)
    {
        var (a, b) = (Words(older), Words(newer));
        if (a.Length + b.Length > MostWords)
        {
            return null;
        }

        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        if (Middle(a.AsSpan(head..^tail).ToArray(), b.AsSpan(head..^tail).ToArray()) is not { } middle)
        {
            return null;
        }

        return Joined([.. a[..head].Select(word => new Change(ChangeKind.Same, word)), .. middle, .. a[^tail..].Select(word => new Change(ChangeKind.Same, word))]);
    }

    private static List<Change>? Middle(string[] a, string[] b)
    {
        var most = a.Length + b.Length;
        var furthest = new int[(2 * most) + 2];
        var trace = new List<int[]>();
        for (var d = 0; d <= most; d++)
        {
            if (d > MostDifferences)
            {
                return null;
            }

            trace.Add(furthest[(most - d)..(most + d + 2)]);
            for (var k = -d; k <= d; k += 2)
            {
                var down = k == -d || (k != d && furthest[most + k - 1] < furthest[most + k + 1]);
                var x = down ? furthest[most + k + 1] : furthest[most + k - 1] + 1;
                while (x < a.Length && x - k < b.Length && a[x] == b[x - k])
                {
                    x++;
                }

                furthest[most + k] = x;
                if (x >= a.Length && x - k >= b.Length)
                {
                    return Back(a, b, trace, d);
                }
            }
        }

        return [];
    }

    // Each step kept the furthest places of its diagonals -d to d+1, as they were before it.
    private static List<Change> Back(string[] a, string[] b, List<int[]> trace, int d)
    {
        var changes = new List<Change>();
        var (x, y) = (a.Length, b.Length);
        for (; d >= 0; d--)
        {
            var k = x - y;
            var before = trace[d];
            int At(int diagonal) => before[diagonal + d];
            var down = k == -d || (k != d && At(k - 1) < At(k + 1));
            var (fromX, fromK) = d == 0 ? (0, 0) : down ? (At(k + 1), k + 1) : (At(k - 1), k - 1);
            var fromY = d == 0 ? 0 : fromX - fromK;
            while (x > fromX && y > fromY)
            {
                changes.Add(new(ChangeKind.Same, a[x - 1]));
                (x, y) = (x - 1, y - 1);
            }

            if (d > 0)
            {
                changes.Add(down ? new(ChangeKind.Come, b[y - 1]) : new(ChangeKind.Gone, a[x - 1]));
                (x, y) = (fromX, fromY);
            }
        }

        changes.Reverse();
        return changes;
    }

    private static List<Change> Joined(IEnumerable<Change> words)
    {
        var joined = new List<Change>();
        var text = new System.Text.StringBuilder();
        ChangeKind? kind = null;
        foreach (var word in words)
        {
            if (kind is { } last && word.Kind != last)
            {
                joined.Add(new(last, text.ToString()));
                text.Clear();
            }

            kind = word.Kind;
            text.Append(word.Text);
        }

        if (kind is { } end)
        {
            joined.Add(new(end, text.ToString()));
        }

        return joined;
    }

    private static string[] Words(string text) => [.. WordWithBlanks().Matches(text).Select(match => match.Value)];

    // A word takes the blanks behind it along; line breaks are words of their own.
    [GeneratedRegex(@"\n+|[^\s]+[^\S\n]*|[^\S\n]+")]
    private static partial Regex WordWithBlanks();
}
