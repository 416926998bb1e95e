namespace NewsPlatform.Ingestion.Splitting;

/// <summary>What a block turned out to be among its neighbours.</summary>
internal enum BlockRole
{
    /// <summary>Not decided yet; afterwards none has it.</summary>
    Unknown,
    Paragraph,
    Headline,
    RepeatedHeadline,
    Subhead,
    RelatedHeadline,

    /// <summary>Named by its kind: separator, marker, credit, caption and so on.</summary>
    Furniture,
}

/// <summary>One observation and how far it moved the scale, in log-odds; above zero speaks for a new story.</summary>
internal readonly record struct Weighed(Evidence Evidence, double Weight);

/// <summary>The blocks of a stretch of text with the role of each, and where stories begin and why.</summary>
internal sealed class Outline(IReadOnlyList<Block> blocks)
{
    public IReadOnlyList<Block> Blocks { get; } = blocks;
    public BlockRole[] Roles { get; } = new BlockRole[blocks.Count];

    /// <summary>Whether a story begins at the block.</summary>
    public bool[] Starts { get; } = new bool[blocks.Count];

    /// <summary>For a start that looks like a headline, whether it is one.</summary>
    public bool[] HasHeadline { get; } = new bool[blocks.Count];

    /// <summary>The probability that a story begins at the block, where that was weighed; else 0 or 1.</summary>
    public double[] Probabilities { get; } = new double[blocks.Count];

    /// <summary>The rule that decided, for blocks where there was something to decide.</summary>
    public string?[] Rules { get; } = new string?[blocks.Count];

    /// <summary>What was weighed, for blocks where the model decided.</summary>
    public Weighed[]?[] Evidence { get; } = new Weighed[]?[blocks.Count];
}
