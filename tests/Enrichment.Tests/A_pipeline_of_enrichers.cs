using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Enrichment.Enrichers;

namespace NewsPlatform.Enrichment.Tests;

public sealed class A_pipeline_of_enrichers
{
    [Fact]
    public void One_that_fails_costs_its_own_note_and_is_named()
    {
        var notes = Pipeline(new Faulty(_ => throw new InvalidOperationException("no dictionary")), new Marker()).Enrich(An.Article("text"), null);

        var failure = Assert.Single(notes.Failures!);
        Assert.Equal("faulty/1", failure.Enricher);
        Assert.Equal("no dictionary", failure.Reason);
        Assert.Equal(["marker/7"], notes.Enrichers);
        Assert.Equal("xx", notes.Language);
    }

    [Fact]
    public void One_that_would_never_end_is_stopped_by_its_budget_and_the_next_has_a_whole_one()
    {
        var endless = new Faulty(context =>
        {
            while (true)
            {
                context.Spend();
            }
        });

        var notes = Pipeline(endless, new Marker(spends: 4_000)).Enrich(An.Article("text"), null);

        Assert.Equal("budget exceeded", Assert.Single(notes.Failures!).Reason);
        Assert.Equal("xx", notes.Language);
    }

    [Fact]
    public void Every_enricher_writes_its_name_and_version()
    {
        var notes = Desk.Enrich("قال وزير الدفاع الأميركي مارك إسبر، السبت، إن بلاده تسعى إلى اتفاق.");

        Assert.Null(notes.Failures);
        Assert.Equal(
            ["language", "text", "headline", "origin", "date", "names", "quotes", "keywords", "category", "summary", "quality"],
            notes.Enrichers.Select(signature => signature.Split('/')[0]));
    }

    [Fact]
    public void The_same_article_always_gets_the_same_notes_on_any_thread()
    {
        var articles = SeedArticles.Every.ToList();
        var once = articles.Select(article => System.Text.Json.JsonSerializer.Serialize(Desk.Enrich(article))).ToList();

        var again = new string[articles.Count * 8];
        Parallel.For(0, again.Length, i => again[i] = System.Text.Json.JsonSerializer.Serialize(Desk.Enrich(articles[i % articles.Count])));

        Assert.All(Enumerable.Range(0, again.Length), i => Assert.Equal(once[i % articles.Count], again[i]));
    }

    private static EnricherPipeline Pipeline(params IEnricher[] enrichers)
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddLogging();
        services.AddSingleton<EnrichmentMetrics>();
        services.AddSingleton<EnricherPipeline>();
        foreach (var enricher in enrichers)
        {
            services.AddSingleton(enricher);
        }

        return services.BuildServiceProvider().GetRequiredService<EnricherPipeline>();
    }

    private sealed class Faulty(Action<EnrichmentContext> fault) : IEnricher
    {
        public string Name => "faulty";

        public string Version => "1";

        public void Enrich(EnrichmentContext context) => fault(context);
    }

    private sealed class Marker(int spends = 0) : IEnricher
    {
        public string Name => "marker";

        public string Version => "7";

        public void Enrich(EnrichmentContext context)
        {
            context.Spend(spends);
            context.Notes.Language = "xx";
        }
    }
}
