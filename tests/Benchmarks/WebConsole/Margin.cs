using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.Contracts;
using NewsPlatform.Text;

namespace NewsPlatform.Benchmarks.WebConsole;

/// <summary>
/// What Enrichment would note of a made text, in the amounts that it notes of real ones: names at places of the text, two quotes,
/// eight keywords, a story with its reasons. The names are few and unequally frequent, as names are.
/// </summary>
internal sealed class Margin
{
    private const int AllPeople = 2_000, AllPlaces = 300, AllOrganisations = 400;
    private const int Keywords = 8, Quotes = 2, QuoteLength = 90, SummaryLength = 160;

    private static readonly string[] Categories = ["politics", "economy", "sport", "culture", "technology", "health", "conflict", "disaster"];
    private static readonly string[] Agencies = ["AFP", "REUTERS", "AP", "DPA", "SPA", "ANA", "XINHUA", "TASS"];
    private static readonly string[] Enrichers = [.. new[] { "language", "script", "text", "headline", "origin", "dateline", "dates", "people", "organisations", "places", "quotes", "keywords", "category", "summary", "story" }.Select(name => $"{name}/2")];

    private readonly Random random;
    private readonly string[] people;
    private readonly string[] places;
    private readonly string[] organisations;

    public Margin(Vocabulary vocabulary, Random random)
    {
        this.random = random;
        people = Names(AllPeople, 2);
        places = Names(AllPlaces, 1);
        organisations = Names(AllOrganisations, 3);

        string[] Names(int count, int words) =>
            [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, words).Select(_ => vocabulary.Word(vocabulary.Draw(random)))))];
    }

    public Contracts.Enrichment Of(Article article, DateTimeOffset published, string story)
    {
        var normalized = NormalizationProfile.Normalize(article.Text);
        var words = normalized.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new()
        {
            Language = "ar",
            LanguageConfidence = 0.99,
            NormalizedText = normalized,
            Enrichers = Enrichers,
            Script = "Arab",
            Text = new() { Words = words.Length, Sentences = Sentences(article.Text), ReadingSeconds = words.Length / 3 },
            Stems = string.Join(' ', words.Distinct()),
            Headline = new() { Text = article.Headline ?? article.Text[..Math.Min(60, article.Text.Length)], Derived = article.Headline is null },
            Origin = new() { Agencies = [.. Few(2).Select(_ => new AgencyNamed { Agency = Agencies[random.Next(Agencies.Length)], Evidence = AgencyEvidence.Credit })], Publisher = article.Source },
            Publication = new() { Date = DateOnly.FromDateTime(published.UtcDateTime), At = published, Source = DateSource.Document },
            Dates = [.. Few(3).Select(_ => Somewhere(article.Text)).Select(place => new DateMention { Start = place.Start, Length = place.Length, Date = DateOnly.FromDateTime(published.UtcDateTime) })],
            People = [.. Few(5).Select(_ => new PersonMentioned { Name = Frequent(people), Mentions = Mentions(article.Text) })],
            Organisations = [.. Few(4).Select(_ => new OrganisationMentioned { Name = Frequent(organisations), Kind = "government", Mentions = Mentions(article.Text) })],
            Places = [.. Few(5).Select(_ => new PlaceMentioned { Name = Frequent(places), Kind = "city", Country = "SY", Latitude = 33.5, Longitude = 36.3, Mentions = Mentions(article.Text) })],
            Quotes = [.. Enumerable.Range(0, Quotes).Select(_ => Somewhere(article.Text).Start).Select(start => new Quotation { Text = Cut(article.Text, start, QuoteLength), Start = start, Speaker = Frequent(people), Verb = "قال", Indirect = false })],
            Keywords = [.. Enumerable.Range(0, Keywords).Select(place => new Keyword { Phrase = words[random.Next(words.Length)], Score = 1 - (place * 0.1), Count = 3 })],
            Category = new() { Name = Frequent(Categories), Confidence = 0.8, Words = [.. words.Take(5)] },
            Summary = [new() { Text = Cut(article.Text, 0, SummaryLength), Start = 0 }],
            Story = new()
            {
                StoryId = story,
                Score = 0.9,
                Reasons = [new() { Feature = "text", Value = 0.7, Weight = 2.1 }, new() { Feature = "entities", Value = 0.5, Weight = 1.2 }, new() { Feature = "time", Value = 0.9, Weight = 0.4 }],
            },
        };
    }

    // The first of them more often than the later ones.
    private string Frequent(string[] of) => of[(int)(of.Length * Math.Pow(random.NextDouble(), 3))];

    private IEnumerable<int> Few(int most) => Enumerable.Range(0, random.Next(most + 1));

    private Mention[] Mentions(string text) => [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Somewhere(text))];

    // A word of the text.
    private Mention Somewhere(string text)
    {
        var start = text.IndexOf(' ', random.Next(text.Length)) + 1;
        var end = text.IndexOf(' ', start);
        return new() { Start = start, Length = (end < 0 ? text.Length : end) - start };
    }

    private static string Cut(string text, int start, int length) => text[start..Math.Min(text.Length, start + length)];

    private static int[] Sentences(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = text.IndexOf(". ", StringComparison.Ordinal); at >= 0; at = text.IndexOf(". ", at + 2, StringComparison.Ordinal))
        {
            starts.Add(at + 2);
        }

        return [.. starts];
    }
}
