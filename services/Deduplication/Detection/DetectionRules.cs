namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Every number the verdicts depend on. Few, and each with its meaning: they were chosen on the public half of the labelled
/// pairs, and <c>README.md</c> beside this file shows how little the figures move when they do.
/// </summary>
internal sealed record DetectionRules
{
    /// <summary>Stored with every verdict, together with the version of the text profile.</summary>
    public const string Version = "d1";

    public static DetectionRules Default { get; } = new();

    /// <summary>Share of words in shared runs, on both sides, from which two texts are one.</summary>
    public double NearShare { get; init; } = 0.60;

    /// <summary>Share on both sides from which nothing else is asked. Below it forms (weather, markets, telegrams) reach, too.</summary>
    public double SureShare { get; init; } = 0.75;

    /// <summary>Share on both sides from which not even other numbers under other headlines make a form of it.</summary>
    public double CertainShare { get; init; } = 0.95;

    /// <summary>Share of the shorter text from which it is inside the longer one.</summary>
    public double ContainedShare { get; init; } = 0.70;

    /// <summary>Share of the shorter text from which its headline is not asked whether it belongs.</summary>
    public double SureContainedShare { get; init; } = 0.85;

    /// <summary>Below this many words the share is not enough: one shared run must have at least <see cref="ShortRun"/> words.</summary>
    public int ShortText { get; init; } = 40;

    public int ShortRun { get; init; } = 12;

    /// <summary>Of the numbers of the text with fewer of them, the share that must stand in the other one.</summary>
    public double NumbersAgree { get; init; } = 0.60;

    /// <summary>Copies appear within this time of each other; texts further apart are forms more often.</summary>
    public TimeSpan CopyTime { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Jaccard of word pairs that speaks for one text whatever else differs.</summary>
    public double PairsAgree { get; init; } = 0.55;

    /// <summary>Jaccard of the word pairs of both leads.</summary>
    public double LeadAgrees { get; init; } = 0.35;

    /// <summary>Of the headline's words that stand in its own text, the share that must stand in the other text, too.</summary>
    public double HeadlineSupport { get; init; } = 0.60;

    /// <summary>Share of either lead in shared runs below which the stories begin differently.</summary>
    public double GluedLead { get; init; } = 0.20;

    /// <summary>Words of the opening that count as the lead.</summary>
    public int Lead { get; init; } = 40;

    /// <summary>Bodies of fewer words ("Photo", "More to follow") repeat by chance: there the headline must be equal, too.</summary>
    public int MinExactWords { get; init; } = 8;

    /// <summary>Share of the shorter text from which a source's changed text under a mark, or under the same headline with other numbers, is its next version.</summary>
    public double RevisedShare { get; init; } = 0.20;

    /// <summary>Jaccard of headline stems from which two headlines of one source are one headline reworded.</summary>
    public double HeadlineAgrees { get; init; } = 0.50;

    /// <summary>Share of the shorter text from which it is asked whether letters were damaged.</summary>
    public double DamagedFrom { get; init; } = 0.25;

    /// <summary>Words differing by a letter inside, as a share of the words shared with them, from which letters were damaged.</summary>
    public double DamagedShare { get; init; } = 0.025;

    /// <summary>As <see cref="SureShare"/>, when damaged words count as whole: forms come closer then, too.</summary>
    public double SureMendedShare { get; init; } = 0.80;

    /// <summary>Fewer such words are spelling.</summary>
    public int MinDamaged { get; init; } = 4;
}
