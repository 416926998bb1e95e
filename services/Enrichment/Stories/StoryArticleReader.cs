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
    private static Dictionary<uint, int>? counts;

    [ThreadStatic]
    private static List<uint>? gathered;

    public static StoryArticle Read(EnrichmentContext context)
    {
        var article = context.Article;
        var terms = counts ??= [];
        terms.Clear();
        var stop = StopWords.Of(context.Notes.Language);
        Count(context.Headline, stop, terms, _ => InHeadline);
        Count(context.Body, stop, terms, at => at < LeadWords ? InLead : InText);
        var (kept, mentions) = Kept(terms);

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
            Terms = kept,
            Counts = mentions,
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

    // Ascending; of too many the weightiest, of equal ones the lesser hash.
    private static (uint[] Terms, byte[] Counts) Kept(Dictionary<uint, int> counted)
    {
        var terms = new uint[counted.Count];
        counted.Keys.CopyTo(terms, 0);
        if (terms.Length > MostTerms)
        {
            // The least first: the weight is turned round above the hash.
            Span<ulong> order = new ulong[terms.Length];
            for (var i = 0; i < terms.Length; i++)
            {
                order[i] = ((ulong)(uint)~counted[terms[i]] << 32) | terms[i];
            }

            order.Sort();
            terms = new uint[MostTerms];
            for (var i = 0; i < MostTerms; i++)
            {
                terms[i] = (uint)order[i];
            }
        }

        Array.Sort(terms);
        return (terms, Array.ConvertAll(terms, term => (byte)Math.Min(255, counted[term])));
    }

    private static void Count(Passage passage, IReadOnlySet<ulong> stop, Dictionary<uint, int> terms, Func<int, int> weight)
    {
        for (var i = 0; i < passage.Count; i++)
        {
            if (IsTerm(passage, i, stop))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(terms, StoryArticle.Hash(passage.Stem(i)), out _) += weight(i);
            }
        }
    }

    private static uint[] Stems(Passage passage, IReadOnlySet<ulong> stop, int first, int behind)
    {
        var stems = Gather();
        for (var i = first; i < behind; i++)
        {
            if (IsTerm(passage, i, stop))
            {
                stems.Add(StoryArticle.Hash(passage.Stem(i)));
            }
        }

        return Ascending(stems, int.MaxValue);
    }

    // Given out again with the next call.
    private static List<uint> Gather()
    {
        var list = gathered ??= [];
        list.Clear();
        return list;
    }

    // Each once; of too many those that came first.
    private static uint[] Ascending(List<uint> hashes, int most)
    {
        var sorted = hashes.Count > most ? [.. hashes.Distinct().Take(most)] : CollectionsMarshal.AsSpan(hashes);
        sorted.Sort();
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sorted[count++] = sorted[i];
            }
        }

        return sorted[..count].ToArray();
    }

    private static bool IsTerm(Passage passage, int word, IReadOnlySet<ulong> stop) =>
        passage.Word(word).Length > 1 && !stop.Contains(passage.Hash(word)) && !passage.Facts(word).Is(WordTraits.Stop) && !passage.IsNumber(word);

    private static uint[] Names(EnrichmentContext context)
    {
        var names = Gather();
        if (context.Notes.Names is not { } found)
        {
            return [];
        }

        foreach (var person in found.Persons)
        {
            // The family name: papers spell given names in their own ways.
            names.Add(StoryArticle.Hash(person.Words[^1]));
        }

        foreach (var body in found.Bodies)
        {
            names.Add(StoryArticle.Hash(WordHash.Of(NormalizationProfile.Normalize(body.Name))));
        }

        foreach (var place in found.Spots)
        {
            if (place.Kind != "country")
            {
                names.Add(StoryArticle.Hash(WordHash.Of(NormalizationProfile.Normalize(place.EnglishName))));
            }
        }

        return Ascending(names, int.MaxValue);
    }

    private static uint[] Numbers(Passage passage)
    {
        var numbers = Gather();
        for (var i = 0; i < passage.Count; i++)
        {
            var word = passage.Word(i);
            if (passage.IsNumber(i) && word.Length > 1 && !(word.Length == 4 && (word.StartsWith("19") || word.StartsWith("20"))))
            {
                numbers.Add(StoryArticle.Hash(passage.Hash(i)));
            }
        }

        return Ascending(numbers, int.MaxValue);
    }

    // One in four, chosen by the hash itself: the same passage gives the same sample wherever it stands, and the share of
    // a short text's sample that a long one has tells how much of it is in there.
    private static uint[] Sample(Passage passage)
    {
        var hashes = passage.Hashes;
        var shingles = Gather();
        for (var i = 0; i + 2 < hashes.Length; i++)
        {
            // Multiplied by odd numbers and added: the order of the words counts, and the last mixing spreads it to all bits.
            var mixed = (((hashes[i] * 0x9E3779B97F4A7C15) + hashes[i + 1]) * 0xC2B2AE3D27D4EB4F) + hashes[i + 2];
            var shingle = Math.BigMul(mixed, 0xD6E8FEB86659FD93, out var low) ^ low;
            if ((shingle & 3) == 0)
            {
                shingles.Add(StoryArticle.Hash(shingle));
            }
        }

        return Ascending(shingles, MostShingles);
    }
}
