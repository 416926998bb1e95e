using NewsPlatform.Enrichment.Evaluation;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;
using Figure = NewsPlatform.Enrichment.Evaluation.Figure;

namespace NewsPlatform.Enrichment.Tests.Evaluation;

/// <summary>What <c>eval</c> measures on the public labelled sets; a demand that is missed fails.</summary>
public sealed class Public_figures(ITestOutputHelper output)
{
    [Fact]
    public void Languages_are_told_apart() => Meet("language", "dedup/enrich/udhr_lang.tsv.gz", LanguageEvaluation.Run);

    [Fact]
    public void People_organisations_and_places_are_found() => Meet("people", "dedup/enrich/aqmar_ner.jsonl.gz", data => PeopleEvaluation.Run(Desk.Pipeline, data));

    [Fact]
    public void Key_phrases_are_found() => Meet("keywords", "dedup/enrich/akec_keyphrases.jsonl.gz", data => KeywordEvaluation.Run(Desk.Pipeline, data));

    [Fact]
    [Trait("Category", "Slow")]
    public void Categories_are_told() => Meet("category", "dedup/ar-corpora/ant.jsonl.gz", data => CategoryEvaluation.Run(Desk.Pipeline, data));

    [Fact]
    [Trait("Category", "Slow")]
    public void Stories_are_told_apart() => Meet("stories", "dedup/ar-pairs/pairs.jsonl.gz", data => StoryEvaluation.Run(Desk.Pipeline, data));

    private void Meet(string measure, string needed, Func<string, IEnumerable<Figure>> run)
    {
        if (!SharedData.TryFind(output, needed, out var path))
        {
            return;
        }

        var data = path[..^(needed.Length + 1)];
        var figures = run(data).ToList();
        foreach (var figure in figures)
        {
            Figures.Print(measure, $"{figure.What} {Figure.Number(figure.Value)}{(figure.IsMet is null ? "" : $" (demand {figure.Demand})")}{(figure.Of > 0 ? $", of {figure.Of}" : "")}");
        }

        Assert.NotEmpty(figures);
        Assert.Empty(figures.Where(figure => figure.IsMet == false).Select(figure => $"{figure.What} {Figure.Number(figure.Value)}, demand {figure.Demand}"));
    }
}
