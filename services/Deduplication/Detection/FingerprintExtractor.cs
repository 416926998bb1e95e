using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>Takes an article's fingerprint: the text stage. Thread-safe; each thread keeps its own buffers.</summary>
internal static class FingerprintExtractor
{
    /// <summary>Headlines of fewer words ("in pictures", "brief") say too little to link articles.</summary>
    public const int MinHeadlineWords = 4;

    private const int MinWordLength = 3;
    private const int MaxHeadlineWords = 64;

    [ThreadStatic]
    private static TokenBuffer? headlineTokens, bodyTokens;

    [ThreadStatic]
    private static List<byte>? wordOffsets;

    public static Fingerprint Extract(ArticleInput input)
    {
        var (headline, body, offsets) = (headlineTokens ??= new TokenBuffer(), bodyTokens ??= new TokenBuffer(), wordOffsets ??= []);
        headline.Read(input.Headline);
        body.Read(input.Body);

        var words = new ushort[Math.Min(body.Count, Fingerprint.MaxWords)];
        var letters = new ushort[words.Length];
        offsets.Clear();
        var position = 0;
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = WordPrint.Of(body.Word(i), body.Hashes[i]);
            letters[i] = WordPrint.Letters(body.Word(i));
            var start = body.Token(i).Start;
            WordOffsets.Write(start - position, offsets);
            position = start;
        }

        // To the end of the text: one behind the last word's separator, as every other distance is.
        WordOffsets.Write((words.Length == 0 ? 0 : body.Token(words.Length - 1).End + 1) - position, offsets);

        var fingerprint = new Fingerprint
        {
            Order = new ArticleOrder(input.Published.ToUniversalTime(), input.Sequence, new ArticleKey(input.ArticleId)),
            Seen = input.Seen.ToUniversalTime(),
            Source = input.Source,
            Identity = SourceIdentity.Of(input.Source, input.SourceId, input.Link),
            Keys = ContentKeys.Of(input.Body, headline.Normalized, body.Normalized),
            Headline = headline.Count < MinHeadlineWords ? 0 : WordHash.Of(headline.Normalized),
            Mark = RevisionWords.Find(headline.Hashes, body.Hashes),
            HeadlineWords = HeadlinePrints(headline, stem: false),
            HeadlineStems = HeadlinePrints(headline, stem: true),
            Words = words,
            Letters = letters,
            Offsets = [.. offsets],
        };
        if (body.Count > Fingerprint.MaxWords)
        {
            // A book has passed: what it needed goes back to the pool.
            body.Dispose();
        }

        return fingerprint;
    }

    private static ushort[] HeadlinePrints(TokenBuffer headline, bool stem)
    {
        var prints = new List<ushort>(headline.Count);
        for (var i = 0; i < Math.Min(headline.Count, MaxHeadlineWords); i++)
        {
            var word = headline.Word(i);
            if (word.Length >= MinWordLength)
            {
                word = stem ? ArabicStemmer.Stem(word) : word;
                var print = WordPrint.Of(word, stem ? WordHash.Of(word) : headline.Hashes[i]);
                if (!prints.Contains(print))
                {
                    prints.Add(print);
                }
            }
        }

        return [.. prints];
    }
}
