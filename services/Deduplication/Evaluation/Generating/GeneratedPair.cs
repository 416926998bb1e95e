using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Evaluation.Generating;

/// <summary>What two generated articles are to each other, by how they were made.</summary>
internal enum Expectation
{
    Exact,
    Near,
    Contained,
    Revised,
    Different,
}

/// <summary>An article, what an operation made of it (or of another one), and what detection should say.</summary>
internal sealed record GeneratedPair(string Operation, ArticleInput Original, ArticleInput Variant, Expectation Expected)
{
    /// <summary>Whether a verdict is what was expected. A copy may be found surer than expected: equal after all, or inside.</summary>
    public bool IsMetBy(Judgement judgement) => Expected switch
    {
        Expectation.Exact => judgement.Text == TextRelation.Exact,
        Expectation.Near => judgement.Text >= TextRelation.Near,
        Expectation.Contained => judgement.Text >= TextRelation.Contained,
        Expectation.Revised => judgement.Kind == RepeatKind.Revised,
        _ => judgement.Text == TextRelation.None,
    };
}
