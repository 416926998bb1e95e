using System.Runtime.InteropServices;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>Makes a <see cref="StoryArticle"/> from an article whose notes are written.</summary>
internal static class StoryArticleReader
{
    // Terms kept of a long article, by weight; an article of the corpora has 150 in the middle.
    private const int MostTerms = 200;

    // The opening that tells the event: "first 40 words x2" is the setting of the measurements in the data's notes.
    private const int LeadWords = 40;

    private const int InHeadline = 12, InLead = 8, InText = 4;
    private const int MostShingles = 160, MostHeadline = 300;

    [ThreadStatic]
    private static Dictionary<ulong, int>? counts;

    public static StoryArticle Read(EnrichmentContext context)
    {
        var article = context.Article;
        var terms = counts ??= [];
        terms.Clear();
        var stop = StopWords.Of(context.Notes.Language);
        Count(context.Headline, stop, terms, _ => InHeadline);
        Count(context.Body, stop, terms, at => at < LeadWords ? InLead : InText);
        var kept = terms.OrderByDescending(term => term.Value).ThenBy(term => term.Key).Take(MostTerms).OrderBy(term => term.Key).ToArray();

        // Where no headline is given, the opening words stand for it.
        var headline = context.Headline.Count > 0
            ? Stems(context.Headline, stop, 0, context.Headline.Count)
            : Stems(context.Body, stop, 0, Math.Min(12, context.Body.Count));
        return new StoryArticle
        {
            ArticleId = article.ArticleId,
            At = article.Published ?? When(context) ?? context.IngestedAt ?? DateTimeOffset.UnixEpoch,
            Source = article.Source,
            Headline = Shown(context.Notes.Headline?.Text ?? article.Headline ?? ""),
            Terms = [.. kept.Select(term => term.Key)],
            Counts = [.. kept.Select(term => (byte)Math.Min(255, term.Value))],
            HeadlineTerms = headline,
            LeadTerms = Stems(context.Body, stop, 0, Math.Min(LeadWords, context.Body.Count)),
            Names = Names(context),
            Numbers = Numbers(context.Body),
            Shingles = Sample(context.Body),
        };
    }

    // What no page would show whole is cut, and half a letter pair, which the store refuses, is cleaned away.
    private static string Shown(string headline) =>
        TextCleaner.Clean(headline.Length <= MostHeadline ? headline : headline[..MostHeadline]);

    private static DateTimeOffset? When(EnrichmentContext context) => context.Notes.Publication is { } published
        ? new DateTimeOffset(published.Date, new TimeOnly(12, 0), TimeSpan.Zero)
        : null;

    private static void Count(Passage passage, IReadOnlySet<ulong> stop, Dictionary<ulong, int> terms, Func<int, int> weight)
    {
        for (var i = 0; i < passage.Count; i++)
        {
            if (IsTerm(passage, i, stop))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(terms, passage.Stem(i), out _) += weight(i);
            }
        }
    }

    private static ulong[] Stems(Passage passage, IReadOnlySet<ulong> stop, int first, int behind)
    {
        var stems = new SortedSet<ulong>();
        for (var i = first; i < behind; i++)
        {
            if (IsTerm(passage, i, stop))
            {
                stems.Add(passage.Stem(i));
            }
        }

        return [.. stems];
    }

    private static bool IsTerm(Passage passage, int word, IReadOnlySet<ulong> stop) =>
        passage.Word(word).Length > 1 && !stop.Contains(passage.Hash(word)) && !passage.Facts(word).Is(WordTraits.Stop) && !passage.IsNumber(word);

    private static ulong[] Names(EnrichmentContext context)
    {
        var names = new SortedSet<ulong>();
        if (context.Notes.Names is not { } found)
        {
            return [];
        }

        foreach (var person in found.Persons)
        {
            // The family name: papers spell given names in their own ways.
            names.Add(person.Words[^1]);
        }

        foreach (var body in found.Bodies)
        {
            names.Add(WordHash.Of(NormalizationProfile.Normalize(body.Name)));
        }

        foreach (var place in found.Spots)
        {
            if (place.Kind != "country")
            {
                names.Add(WordHash.Of(NormalizationProfile.Normalize(place.EnglishName)));
            }
        }

        return [.. names];
    }

    private static ulong[] Numbers(Passage passage)
    {
        var numbers = new SortedSet<ulong>();
        for (var i = 0; i < passage.Count; i++)
        {
            var word = passage.Word(i);
            if (passage.IsNumber(i) && word.Length > 1 && !(word.Length == 4 && (word.StartsWith("19") || word.StartsWith("20"))))
            {
                numbers.Add(passage.Hash(i));
            }
        }

        return [.. numbers];
    }

    // One in four, chosen by the hash itself: the same passage gives the same sample wherever it stands, and the share of
    // a short text's sample that a long one has tells how much of it is in there.
    private static ulong[] Sample(Passage passage)
    {
        var hashes = passage.Hashes;
        var shingles = new List<ulong>(hashes.Length / 4);
        for (var i = 0; i + 2 < hashes.Length; i++)
        {
            // Multiplied by odd numbers and added: the order of the words counts, and the last mixing spreads it to all bits.
            var mixed = (((hashes[i] * 0x9E3779B97F4A7C15) + hashes[i + 1]) * 0xC2B2AE3D27D4EB4F) + hashes[i + 2];
            var shingle = Math.BigMul(mixed, 0xD6E8FEB86659FD93, out var low) ^ low;
            if ((shingle & 3) == 0)
            {
                shingles.Add(shingle);
            }
        }

        var sample = shingles.Distinct().Take(MostShingles).ToArray();
        Array.Sort(sample);
        return sample;
    }
}
