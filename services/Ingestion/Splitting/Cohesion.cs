namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// How much two stretches of text share their subject: the telling stems they have in common, weighed by how rare they
/// are in news. Two parts of one story share names and terms; two stories of one day share little but common words.
/// Ask in order: <see cref="Clear"/>, <see cref="AddBefore"/>, <see cref="AddAfter"/>, then the results. Not thread-safe.
/// </summary>
internal sealed class Cohesion
{
    /// <summary>The most stems one side takes; what is farther away says little.</summary>
    public const int MostStems = 160;

    // Open addressing at less than a sixth full, so that probes stay short.
    private const int Slots = 2048;

    // Measured on pairs of stretches of the tuning half, Arabic, English and German alike: the chance that a telling stem
    // of one stretch stands in another grows with the stems of the other, and is ten to twenty times higher within a
    // story than between two for a word in no list, two to three times for a common one.
    private const double WithinAtOnce = 0.065;
    private const double WithinPerStemRare = 0.0015;
    private const double WithinPerStemCommon = 0.0030;
    private const double BetweenPerStemUnlisted = 0.00014;
    private const double BetweenPerStemCommon = 0.0035;
    private const double BetweenFall = 2.6;

    private const int Grades = 32;

    private static readonly double[] Table = BuildTable();

    private readonly int[] _stems = new int[Slots];
    private readonly int[] _stamps = new int[Slots];
    private readonly byte[] _sides = new byte[Slots];
    private int _stamp;
    private double _logOdds;
    private int _countBefore;
    private int _countAfter;

    public bool IsFullBefore => _countBefore >= MostStems;

    public bool IsFullAfter => _countAfter >= MostStems;

    /// <summary>
    /// The evidence that both stretches are of one story, in log-odds: every stem after that stands before speaks for it,
    /// every one that does not against, by how often either happens. Zero when a side is empty.
    /// </summary>
    public double LogOdds => _logOdds;

    public void Clear()
    {
        _stamp++;
        _logOdds = 0;
        _countBefore = _countAfter = 0;
    }

    /// <summary>Takes a block of the stretch before, its last stems first in line. All of these come first.</summary>
    public void AddBefore(ReadOnlySpan<Telling> stems)
    {
        for (var i = stems.Length - 1; i >= 0 && !IsFullBefore; i--)
        {
            ref var sides = ref Slot(stems[i].Stem);
            if ((sides & 1) == 0)
            {
                sides |= 1;
                _countBefore++;
            }
        }
    }

    /// <summary>Takes a block of the stretch after, its first stems first in line.</summary>
    public void AddAfter(ReadOnlySpan<Telling> stems)
    {
        for (var i = 0; i < stems.Length && !IsFullAfter; i++)
        {
            ref var sides = ref Slot(stems[i].Stem);
            if ((sides & 2) == 0)
            {
                sides |= 2;
                _countAfter++;
                _logOdds += LogOddsOf(stems[i].Weight, (sides & 1) != 0);
            }
        }
    }

    /// <summary>The evidence that a line belongs to the stretch before, in log-odds, and the share of its words that stand after.</summary>
    public (double Before, double After) Of(ReadOnlySpan<Telling> line)
    {
        double all = 0, before = 0, after = 0;
        foreach (var telling in line)
        {
            var sides = Slot(telling.Stem);
            all += telling.Weight;
            before += LogOddsOf(telling.Weight, (sides & 1) != 0);
            after += (sides & 2) != 0 ? telling.Weight : 0;
        }

        return all > 0 ? (before, after / all) : (0, 0);
    }

    private double LogOddsOf(float weight, bool shared) =>
        Table[(((_countBefore * (Grades + 1)) + (int)(weight * Grades)) * 2) + (shared ? 1 : 0)];

    // For every count of stems before and every grade of weight, worked out once: a document asks millions of times.
    private static double[] BuildTable()
    {
        var table = new double[(MostStems + 1) * (Grades + 1) * 2];
        for (var count = 1; count <= MostStems; count++)
        {
            for (var grade = 0; grade <= Grades; grade++)
            {
                var weight = (double)grade / Grades;
                var within = WithinAtOnce + (count * (WithinPerStemCommon + ((WithinPerStemRare - WithinPerStemCommon) * weight)));
                var between = count * (grade == Grades ? BetweenPerStemUnlisted : BetweenPerStemCommon * Math.Exp(-BetweenFall * weight));
                var at = ((count * (Grades + 1)) + grade) * 2;
                table[at] = Math.Log((1 - within) / (1 - between));
                table[at + 1] = Math.Log(within / between);
            }
        }

        return table;
    }

    private ref byte Slot(int stem)
    {
        var at = (int)((uint)(stem * -1640531527) >> 21);
        while (_stamps[at] == _stamp && _stems[at] != stem)
        {
            at = (at + 1) & (Slots - 1);
        }

        if (_stamps[at] != _stamp)
        {
            _stamps[at] = _stamp;
            _stems[at] = stem;
            _sides[at] = 0;
        }

        return ref _sides[at];
    }
}
