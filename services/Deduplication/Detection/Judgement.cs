namespace NewsPlatform.Deduplication.Detection;

/// <summary>What an article is to an earlier one, weakest first; <see cref="Standing.ToVerdict"/> says it in the contract's words.</summary>
internal enum RepeatKind : byte
{
    New,
    Headline,
    Contained,
    Near,
    Revised,
    Exact,
}

/// <summary>What two texts are to each other, whatever their headlines and sources say.</summary>
internal enum TextRelation : byte
{
    None,
    Contained,
    Near,
    Exact,
}

/// <summary>The verdict on a pair of articles, and why. It does not depend on which of them arrived first.</summary>
/// <param name="Kind">New where they have nothing to do with each other.</param>
/// <param name="Text">Revised articles have a text relation, too: their copies by others must find both.</param>
/// <param name="Rule">The name of the rule that decided, one of <see cref="Rules"/>.</param>
/// <param name="Score">From 0 to 1; the share, support or overlap the rule measured.</param>
/// <param name="FirstIsInside">For a contained text: whether the first of the pair is the shorter one.</param>
internal readonly record struct Judgement(RepeatKind Kind, TextRelation Text, string Rule, double Score, bool FirstIsInside = false)
{
    public static Judgement Unrelated { get; } = new(RepeatKind.New, TextRelation.None, Rules.Nothing, 0);
}

/// <summary>Names of the rules: stored with verdicts, so never renamed.</summary>
internal static class Rules
{
    public const string Nothing = "nothing-shared";
    public const string SameText = "exact-text";
    public const string SameFolded = "exact-folded";
    public const string SharedRuns = "near-runs";
    public const string DamagedRuns = "near-damaged";
    public const string InsideRuns = "contained-runs";
    public const string SameIdentity = "revised-identity";
    public const string SaysSo = "revised-marked";
    public const string OtherNumbers = "revised-numbers";
    public const string SameHeadline = "headline-same";

    /// <summary>A person said so.</summary>
    public const string Overruled = "overruled";

    /// <summary>A replay was promoted: the rules of that day said so, over what they had said before.</summary>
    public const string Replayed = "replayed";
}
