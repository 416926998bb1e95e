using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Dictionaries;

/// <summary>
/// All phrases of all dictionaries in one trie over the hashes of folded words, so that one pass over a text finds them
/// all. Arabic writes conjunction, preposition and article onto the word behind them: the first word of a phrase is also
/// looked up without those its kind can carry.
/// </summary>
internal sealed class PhraseTrie
{
    // A phrase's longest word count; the longest in the dictionaries has eight.
    private const int MostWords = 8;

    // Words that begin no phrase, nearly all of them, are told by one bit: 64 KB, which stay in the cache.
    private const int FilterBits = 1 << 19;

    private readonly ulong[] filter = new ulong[FilterBits / 64];
    private readonly HashIndex nodes = new(65_536);
    private readonly List<List<Meaning>?> meanings = [null];
    private readonly List<bool> goesOn = [true];

    private readonly record struct Meaning(Kind Kind, ushort Id, bool Capital);

    [Flags]
    private enum Carries
    {
        Nothing = 0,
        Conjunction = 1,
        Preposition = 2,
        Article = 4,
        All = 7,
    }

    public int Phrases { get; private set; }

    /// <param name="capital">Only where the text writes it with a capital letter.</param>
    public void Add(string phrase, Kind kind, int id, bool capital = false)
    {
        using var words = new TokenBuffer();
        words.Read(phrase);
        if (words.Count is 0 or > MostWords)
        {
            return;
        }

        var node = 0;
        for (var i = 0; i < words.Count; i++)
        {
            var next = nodes.GetOrAdd(Edge(node, words.Hashes[i]), meanings.Count);
            if (next == meanings.Count)
            {
                meanings.Add(null);
                goesOn.Add(false);
            }

            goesOn[node] = true;
            node = next;
        }

        var bit = (int)(words.Hashes[0] % FilterBits);
        filter[bit >> 6] |= 1UL << (bit & 63);
        var list = meanings[node] ??= [];
        var meaning = new Meaning(kind, checked((ushort)id), capital);
        if (!list.Contains(meaning))
        {
            list.Add(meaning);
            Phrases++;
        }
    }

    public void Find(Passage passage, Findings findings)
    {
        findings.Clear(passage.Count);
        Span<char> article = stackalloc char[64];
        for (var i = 0; i < passage.Count; i++)
        {
            var word = passage.Word(i);
            From(passage, i, passage.Hash(i), 0, Carries.Nothing, findings);
            if (word.Length > 2 && word[0] is >= '\u0620' and <= '\u064A')
            {
                Attached(passage, i, word, 0, Carries.Nothing, article, findings);
                if (word.Length > 3 && word[0] is 'و' or 'ف')
                {
                    var rest = word[1..];
                    From(passage, i, WordHash.Of(rest), 1, Carries.Conjunction, findings);
                    Attached(passage, i, rest, 1, Carries.Conjunction, article, findings);
                }
            }

            findings.EndWord(i);
        }
    }

    private static Carries Allowed(Kind kind) => kind switch
    {
        Kind.Title or Kind.Demonym or Kind.OrganisationHead or Kind.PlaceWord or Kind.Category => Carries.All,
        Kind.Verb => Carries.Conjunction,
        Kind.Source or Kind.Byline or Kind.Contributors => Carries.Conjunction,
        _ => Carries.Conjunction | Carries.Preposition,
    };

    private static ulong Edge(int node, ulong hash) => node == 0 ? hash : (hash ^ ((ulong)node * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93;

    // The word with its prepositions and its article off, where it seems to have them.
    private void Attached(Passage passage, int at, ReadOnlySpan<char> word, int off, Carries carried, Span<char> article, Findings findings)
    {
        if (word.Length < 3)
        {
            return;
        }

        if (word.StartsWith("ال") && word.Length > 4)
        {
            From(passage, at, WordHash.Of(word[2..]), off, carried | Carries.Article, findings);
        }
        else if (word.StartsWith("لل") && word.Length > 4)
        {
            From(passage, at, WordHash.Of(word[2..]), off + 1, carried | Carries.Preposition | Carries.Article, findings);
            // "لليبيا" is "ل" before "ليبيا".
            From(passage, at, WordHash.Of(word[1..]), off + 1, carried | Carries.Preposition, findings);
            if (word.Length < article.Length)
            {
                // "لل" is "ل" before "ال" with its alef left out.
                article[0] = 'ا';
                word[1..].CopyTo(article[1..]);
                From(passage, at, WordHash.Of(article[..word.Length]), off + 1, carried | Carries.Preposition, findings);
            }
        }
        else if (word[0] is 'ب' or 'ل' or 'ك' && word.Length > 3)
        {
            var rest = word[1..];
            From(passage, at, WordHash.Of(rest), off + 1, carried | Carries.Preposition, findings);
            if (rest.StartsWith("ال") && rest.Length > 4)
            {
                From(passage, at, WordHash.Of(rest[2..]), off + 1, carried | Carries.Preposition | Carries.Article, findings);
            }
        }
    }

    private void From(Passage passage, int at, ulong hash, int clitics, Carries carried, Findings findings)
    {
        var bit = (int)(hash % FilterBits);
        if ((filter[bit >> 6] & (1UL << (bit & 63))) == 0)
        {
            return;
        }

        var node = nodes.Find(hash);
        for (var behind = at + 1; node > 0; behind++)
        {
            if (meanings[node] is { } list)
            {
                foreach (var meaning in list)
                {
                    if ((carried & ~Allowed(meaning.Kind)) == 0 && (!meaning.Capital || passage.IsCapital(at)))
                    {
                        findings.Add(new Match(at, behind, meaning.Kind, meaning.Id, (byte)clitics, (carried & Carries.Article) != 0));
                    }
                }
            }

            if (!goesOn[node] || behind == passage.Count || !Joins(passage, behind))
            {
                return;
            }

            node = nodes.Find(Edge(node, passage.Hash(behind)));
        }
    }

    // A phrase goes over spaces, dashes, underscores, and the points of abbreviations and addresses ("أ. ف. ب", "العربية.نت").
    private static bool Joins(Passage passage, int next)
    {
        var gap = passage.Gap(next);
        return (gap & Gap.Barrier) switch
        {
            Gap.None => true,
            Gap.Stop => (gap & Gap.Space) == 0 || passage.Word(next - 1).Length == 1,
            Gap.Slash => passage.Word(next - 1).Length == 1,
            _ => false,
        };
    }
}
