using System.Globalization;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Evaluation.Generating;

/// <summary>
/// Makes realistic repeats of real articles, and pairs that only look like repeats: each operation is one thing that was
/// seen to happen between outlets. The same seed makes the same pairs.
/// </summary>
/// <param name="articles">Articles of one language, 120 words and more each; three at least.</param>
/// <param name="seed">Seed of all choices.</param>
internal sealed class RepeatGenerator(IReadOnlyList<ArticleInput> articles, int seed)
{
    /// <summary>What an article must have to be repeated in every way.</summary>
    public const int MinWords = 120;

    public static IReadOnlyList<string> Operations { get; } = ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10", "g12", "g13", "g14", "g15"];

    private readonly Random random = new(seed);

    // The most frequent words, a third of all text, belong to the language and to forms, not to an event.
    private readonly HashSet<string> frequent = Frequent(articles, 1.0 / 3);

    public GeneratedPair Make(string operation, ArticleInput original) => operation switch
    {
        "g1" => Pair(operation, original, Expectation.Exact, original.Body, SpellingVariants.Encoding),
        "g2" => Pair(operation, original, Expectation.Exact, original.Body, SpellingVariants.Letters),
        "g3" => Pair(operation, original, Expectation.Exact, original.Body, SpellingVariants.Punctuation),
        "g4" => Pair(operation, original, Expectation.Near, Names(original.Body)),
        "g5" => Pair(operation, original, Expectation.Near, Furniture(original.Body)),
        "g6" => Pair(operation, original, Expectation.Near, NewLead(original.Body), headline: NewHeadline(original)),
        "g7" => Pair(operation, original, Expectation.Near, Shortened(original.Body, original)),
        "g8" => Pair(operation, original, Expectation.Contained, Opening(original, random.Next(10, 61)) + (random.Next(2) == 0 ? "…" : "")),
        "g9" => Pair(operation, original, Expectation.Contained, RoundUp(original), headline: Opening(Another(original), 8)),
        "g10" => Glued(original),
        "g12" => Updated(original),
        "g13" => Pair(operation, original, Expectation.Different, Refilled(original.Body), headline: Refilled(original.Headline ?? "")),
        "g14" => Damaged(original, 0.02),
        "g15" => Pair(operation, original, Expectation.Near, MachineTranslated(original.Body)),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "No such operation."),
    };

    /// <summary>g14 at a rate of its own: both copies are damaged.</summary>
    public GeneratedPair Damaged(ArticleInput original, double rate) => new(
        "g14",
        original with { Body = LetterDamage.Apply(original.Body, rate, random) },
        Variant(original, LetterDamage.Apply(original.Body, rate, random), original.Headline),
        Expectation.Near);

    private static GeneratedPair Pair(string operation, ArticleInput original, Expectation expected, string body, string? headline = null) =>
        new(operation, original, Variant(original, body, headline ?? original.Headline), expected);

    private GeneratedPair Pair(string operation, ArticleInput original, Expectation expected, string body, Func<string, Random, string> write) =>
        new(operation, original, Variant(original, write(body, random), original.Headline is null ? null : write(original.Headline, random)), expected);

    private static ArticleInput Variant(ArticleInput original, string body, string? headline) => original with
    {
        ArticleId = original.ArticleId + "+",
        Source = original.Source + " elsewhere",
        Link = null,
        Headline = headline is null ? null : TextCleaner.Clean(headline),
        Body = TextCleaner.Clean(body),
    };

    private ArticleInput Another(ArticleInput original)
    {
        while (true)
        {
            var other = articles[random.Next(articles.Count)];
            if (other.ArticleId != original.ArticleId)
            {
                return other;
            }
        }
    }

    private static string Opening(ArticleInput article, int words) => TokenText.Of(article.Body).Slice(0, words).ToString();

    // g4: names as hashtags, a second name in brackets, a letter of a foreign name otherwise.
    private string Names(string body)
    {
        var text = TokenText.Of(body);
        return text.Select((piece, i) => random.Next(100) switch
        {
            < 3 when !text.IsDense => new("#" + piece.Word, piece.After == " " ? "_" : piece.After),
            < 5 => new(piece.Word, $" ({text.Pieces[(i * 7) % text.Count].Word}) {piece.After.TrimStart()}"),
            < 7 when piece.Word.Length > 4 => new(piece.Word.Remove(2, 1), piece.After),
            _ => piece,
        }).ToString();
    }

    // g5: dateline and byline before it; source, tags, a link and credits behind it.
    private string Furniture(string body)
    {
        var other = TokenText.Of(articles[random.Next(articles.Count)].Body);
        string Words(int count) => other.Slice(random.Next(Math.Max(1, other.Count - count)), count).ToString().Replace('\n', ' ').Trim();
        return $"{Words(1)} - {Words(2)} - ({Words(1)})\n{body}\n{Words(2)}: {Words(3)}\n#{Words(1)} #{Words(1)} #{Words(2)}\nhttps://www.example.com/{random.Next(100_000)}\n{Words(4)}";
    }

    // g6: what a second desk makes of the same story is taken from within it.
    private static string NewHeadline(ArticleInput original)
    {
        var sentences = TokenText.Of(original.Body).Sentences();
        return sentences[sentences.Count / 2].Slice(0, 8).ToString();
    }

    // g6: another lead of 15 to 40 words over the rest of the text.
    private string NewLead(string body)
    {
        var text = TokenText.Of(body);
        var lead = Math.Min(random.Next(15, 41), text.Count / 4);
        return TokenText.Of(articles[random.Next(articles.Count)].Body).Slice(20, lead) + "\n" + text.Slice(lead, text.Count - lead);
    }

    // g7: a tenth to a third of the sentences dropped, one moved, a paragraph of background added.
    private string Shortened(string body, ArticleInput original)
    {
        var sentences = TokenText.Of(body).Sentences();
        var drop = random.Next(10, 36) / 100.0;
        var words = sentences.Sum(sentence => sentence.Count);
        var kept = sentences.ToList();
        var budget = (int)(drop * words);
        for (var tries = 0; tries < 3 * sentences.Count; tries++)
        {
            var at = random.Next(kept.Count);
            if (kept.Count > 1 && kept[at].Count <= budget)
            {
                budget -= kept[at].Count;
                kept.RemoveAt(at);
            }
        }

        if (kept.Count > 3)
        {
            var moved = kept[1];
            kept.RemoveAt(1);
            kept.Insert(random.Next(1, kept.Count), moved);
        }

        return TokenText.Concat(kept) + "\n" + TokenText.Of(Another(original).Body).Slice(0, words / 12);
    }

    // g9: whole among two to five others.
    private string RoundUp(ArticleInput original)
    {
        var parts = Enumerable.Range(0, random.Next(2, 6)).Select(_ => Another(original).Body).ToList();
        parts.Insert(random.Next(parts.Count + 1), original.Body);
        return string.Join("\n\n", parts);
    }

    // g10: two stories with the same teasers of others glued on have nothing to do with each other.
    private GeneratedPair Glued(ArticleInput original)
    {
        var other = Another(original);
        var teasers = articles.Where(article => article.ArticleId != original.ArticleId && article.ArticleId != other.ArticleId).ToArray();
        random.Shuffle(teasers);
        var block = string.Join("\n", teasers.Take(random.Next(3, 11)).Select(teaser => Opening(teaser, 25)));
        return new GeneratedPair(
            "g10",
            original with { Body = $"{original.Body}\n{block}" },
            Variant(other, $"{other.Body}\n{block}", other.Headline) with { Source = original.Source },
            Expectation.Different);
    }

    // g12: the same article later: another lead, numbers raised, 20 to 60 % of it kept.
    private GeneratedPair Updated(ArticleInput original)
    {
        var text = TokenText.Of(original.Body);
        var kept = text.Slice(0, random.Next(text.Count / 4, Math.Max((text.Count * 55 / 100) + 1, (text.Count / 4) + 1)));
        var body = TokenText.Of(Another(original).Body).Slice(10, text.Count / 5) + "\n" + Raised(kept.ToString());
        var link = $"https://news.example.com/{original.ArticleId}";
        return new GeneratedPair(
            "g12",
            original with { Link = link },
            Variant(original, body, original.Headline) with { Source = original.Source, Link = link, Published = original.Published.AddHours(3) },
            Expectation.Revised);
    }

    private static string Raised(string text) => TokenText.Of(text).Select((piece, _) =>
        int.TryParse(piece.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000
            ? new((number + 3).ToString(CultureInfo.InvariantCulture), piece.After)
            : piece).ToString();

    // g13: the form of the text with other names, numbers and places: rare words exchanged, each always for the same other one.
    private string Refilled(string text)
    {
        var pieces = TokenText.Of(text);
        return pieces.Select((piece, _) =>
        {
            if (int.TryParse(piece.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return new((number + 7).ToString(CultureInfo.InvariantCulture), piece.After);
            }

            // The same word is exchanged alike in headline and body: the choice hangs on the word, not on the place.
            var choice = new Random(piece.Word.Aggregate(seed, (hash, letter) => unchecked((hash * 31) + letter)));
            return frequent.Contains(piece.Word) || choice.NextDouble() < 0.4
                ? piece
                : new(Exchanged(piece.Word, choice), piece.After);
        }).ToString();
    }

    private static HashSet<string> Frequent(IReadOnlyList<ArticleInput> articles, double share)
    {
        var words = articles.SelectMany(article => TokenText.Of(article.Body).Pieces.Select(piece => piece.Word)).ToList();
        var room = (int)(share * words.Count);
        var frequent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in words.GroupBy(word => word).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            if ((room -= group.Count()) < 0)
            {
                break;
            }

            frequent.Add(group.Key);
        }

        return frequent;
    }

    private string Exchanged(string word, Random choice)
    {
        var other = TokenText.Of(articles[choice.Next(articles.Count)].Body);
        return other.Count == 0 ? word : other.Pieces[choice.Next(other.Count)].Word;
    }

    // g15: points of abbreviations end sentences, a tag's end is left over, words stand twice, quotation marks are primes.
    private string MachineTranslated(string body) => TokenText.Of(body).Select((piece, _) => random.Next(100) switch
    {
        0 => new(piece.Word, ". " + piece.After.TrimStart()),
        1 => new(piece.Word, piece.After + piece.Word + " "),
        2 => new(piece.Word, " p> " + piece.After.TrimStart()),
        _ => piece,
    }).ToString().Replace('"', '″').Replace('«', '″').Replace('»', '″');
}
