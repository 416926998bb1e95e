using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Text;

namespace NewsPlatform.Benchmarks.Dedup;

/// <summary>
/// An endless stream of articles that repeat words, phrases and each other as news does: of the real corpora a quarter has
/// a copy in another outlet and some are teasers; runs of four words repeat because words follow words that they follow.
/// </summary>
internal sealed class SyntheticNews(Vocabulary vocabulary, int seed)
{
    private const double CopyShare = 0.20, TeaserShare = 0.05;

    // One word in six does not follow from the one before: at that rate runs of four words repeat as often as in the
    // corpora (1.3 postings a hash at 60,000 articles).
    private const double JumpShare = 1.0 / 6;

    // Copies appear soon after their original.
    private const int Recent = 20_000;

    private readonly Random random = new(seed);
    private readonly List<int[]> recent = [];
    private int made;

    /// <summary>Word numbers of the next article, and whether it repeats one of the last 20,000.</summary>
    public (int[] Words, bool IsRepeat) Next()
    {
        var choice = random.NextDouble();
        var (words, repeats) = recent.Count == 0 || choice > CopyShare + TeaserShare ? (Fresh(Length()), false)
            : choice < CopyShare ? (Edited(recent[random.Next(recent.Count)]), true)
            : (Teaser(recent[random.Next(recent.Count)]), true);
        if (recent.Count < Recent)
        {
            recent.Add(words);
        }
        else
        {
            recent[random.Next(recent.Count)] = words;
        }

        made++;
        return (words, repeats);
    }

    /// <summary>An article and a copy of it: the same words, edited, or cut.</summary>
    public (Fingerprint Original, Fingerprint Copy) Pair()
    {
        var words = Fresh(Length());
        made++;
        var original = FingerprintExtractor.Extract(Article(words));
        made++;
        var copy = random.Next(4) switch
        {
            0 => words,
            1 when words.Length > 100 => Teaser(words),
            _ => Edited(words),
        };
        return (original, FingerprintExtractor.Extract(Article(copy)));
    }

    /// <summary>What the articles remembered take on the heap.</summary>
    public long Bytes => recent.Sum(words => 24L + (sizeof(int) * words.Length));

    /// <summary>The fingerprint of an article without the way through its text: to fill an index quickly.</summary>
    public Fingerprint Print(int[] words) => new()
    {
        Order = Order(),
        Seen = DateTimeOffset.UnixEpoch.AddSeconds(made),
        Source = $"outlet {made % 40}",
        Identity = 0,
        Keys = Keys(words),
        Headline = WordHash.Of($"headline {made} {words[0]}"),
        Mark = RevisionMark.None,
        HeadlineWords = Array.ConvertAll(words[..Math.Min(8, words.Length)], word => vocabulary.Prints[word]),
        HeadlineStems = Array.ConvertAll(words[..Math.Min(8, words.Length)], word => vocabulary.Prints[word]),
        Words = Array.ConvertAll(words, word => vocabulary.Prints[word]),
        Letters = Array.ConvertAll(words, word => vocabulary.Letters[word]),
        Offsets = [.. words.Select(word => (byte)(vocabulary.Word(word).Length + 1)), 0],
    };

    /// <summary>The article as it would arrive.</summary>
    public ArticleInput Article(int[] words) => new()
    {
        ArticleId = Order().Id.ToString(),
        Source = $"outlet {made % 40}",
        Seen = DateTimeOffset.UnixEpoch.AddSeconds(made),
        Published = DateTimeOffset.UnixEpoch.AddSeconds(made),
        Headline = string.Join(' ', words.Take(8).Select(vocabulary.Word)),
        Body = string.Join(' ', words.Select(vocabulary.Word)),
    };

    private ArticleOrder Order() => new(DateTimeOffset.UnixEpoch.AddSeconds(made), 0, new ArticleKey(new UInt128((ulong)seed, (ulong)made).ToString("x32", null)));

    private static ContentKeys Keys(int[] words)
    {
        ulong hash = 14_695_981_039_346_656_037;
        foreach (var word in words)
        {
            hash = (hash ^ (uint)word) * 1_099_511_628_211;
        }

        var key = new ContentKey(new UInt128(hash, hash * 0x9E3779B97F4A7C15));
        return new ContentKeys(key, key, key);
    }

    private int Length() => vocabulary.Lengths[random.Next(vocabulary.Lengths.Count)];

    private int[] Fresh(int length)
    {
        var words = new int[length];
        var word = vocabulary.Draw(random);
        for (var i = 0; i < length; i++)
        {
            words[i] = word;
            word = random.NextDouble() < JumpShare ? vocabulary.Draw(random) : vocabulary.After(word, random);
        }

        return words;
    }

    // Another outlet's copy: a new lead, some words changed, some dropped, a paragraph added.
    private int[] Edited(int[] original)
    {
        var lead = random.Next(0, Math.Max(1, Math.Min(30, original.Length / 5)));
        var kept = original.Skip(lead).Where(_ => random.NextDouble() > 0.02).Select(word => random.NextDouble() < 0.03 ? vocabulary.Draw(random) : word);
        return [.. Fresh(lead + 5), .. kept, .. Fresh(random.Next(0, 30))];
    }

    private int[] Teaser(int[] original) => original[..Math.Min(original.Length, random.Next(15, 60))];
}
