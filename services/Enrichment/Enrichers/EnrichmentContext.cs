using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Enrichers;

/// <summary>
/// One article on the desk: its text and headline read into words, what the dictionaries found in them, the notes so far,
/// and the budget of the enricher at work. One for each thread, used again for every article; not thread-safe.
/// </summary>
internal sealed class EnrichmentContext : IDisposable
{
    // Operations an enricher may spend on one article: so many for each word, and a base for short ones. The dearest
    // enricher measured spends 22 a word (quotes, on a text of quotation marks alone).
    private const int BudgetForEachWord = 60, BudgetBase = 5_000;

    private readonly Passage line = new();
    private readonly Findings lineFindings = new();
    private int budget;

    public Article Article { get; private set; } = null!;

    /// <summary>When the document was claimed: only ever a bound for a year that is not named, never a date by itself.</summary>
    public DateTimeOffset? IngestedAt { get; private set; }

    public Lexicon Lexicon { get; } = Lexicon.Current;

    public Passage Body { get; } = new();

    public Passage Headline { get; } = new();

    public Findings BodyFindings { get; } = new();

    public Findings HeadlineFindings { get; } = new();

    public Notes Notes { get; private set; } = new();

    /// <summary>The date of the dateline, which the origin enricher reads and the date enricher weighs.</summary>
    public Dates.PartialDate? DatelineDate { get; set; }

    /// <summary>Reads the next article: one pass over its words, one over them with all dictionaries at once.</summary>
    public void Open(Article article, DateTimeOffset? ingestedAt)
    {
        Article = article;
        IngestedAt = ingestedAt;
        Notes = new Notes();
        DatelineDate = null;
        Body.Read(article.Text);
        Headline.Read(article.Headline ?? "");
        Lexicon.Find(Body, BodyFindings);
        Lexicon.Find(Headline, HeadlineFindings);
    }

    /// <summary>Reads a line that is no part of the text (a credit, a dateline); it is open until the next one is read.</summary>
    public (Passage Words, Findings Findings) ReadLine(string text)
    {
        line.Read(text);
        Spend(line.Count);
        Lexicon.Find(line, lineFindings);
        return (line, lineFindings);
    }

    public void GrantBudget() => budget = BudgetBase + (BudgetForEachWord * (Body.Count + Headline.Count + CreditWords()));

    /// <summary>Counts work that text decides the amount of.</summary>
    /// <exception cref="BudgetExceededException">The enricher has spent what an article may cost.</exception>
    public void Spend(int operations = 1)
    {
        if ((budget -= operations) < 0)
        {
            throw new BudgetExceededException();
        }
    }

    // Credits stand outside the text and are read by the origin enricher; a word is taken to have three letters.
    private int CreditWords() => Article.Credits.Sum(credit => Math.Min(credit.Length, Passage.MostCharacters)) / 3;

    public void Dispose()
    {
        Body.Dispose();
        Headline.Dispose();
        line.Dispose();
    }
}

/// <summary>An enricher wanted to do more on one article than an article may cost.</summary>
internal sealed class BudgetExceededException() : Exception("budget exceeded");
