using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Reading;

/// <summary>
/// A text read into words, with what stands between them, their stems, what the vocabulary knows of them, and sentences.
/// Read into one again and again: the arrays only grow. Not thread-safe.
/// </summary>
internal sealed class Passage : IDisposable
{
    /// <summary>What is analysed of a longer text: about 20,000 words, twenty times the longest article in the corpora.</summary>
    public const int MostCharacters = 120_000;

    private readonly TokenBuffer tokens = new();
    private readonly List<Sentence> sentences = [];
    private Gap[] gaps = [];
    private WordFacts[] facts = [];
    private ulong[] stems = [];
    private Range[] stemRanges = [];
    private int[] sentenceOf = [];

    public string Text { get; private set; } = "";

    public int Count => tokens.Count;

    public IReadOnlyList<Sentence> Sentences => sentences;

    public ReadOnlySpan<ulong> Hashes => tokens.Hashes;

    public void Read(string text)
    {
        Text = text.Length <= MostCharacters ? text : text[..SafeCut(text)];
        tokens.Read(Text);
        Grow();
        foreach (var hash in tokens.Hashes[..Count])
        {
            Vocabulary.Current.Fetch(hash);
        }

        var at = 0;
        for (var i = 0; i < Count; i++)
        {
            var token = tokens.Token(i);
            gaps[i] = ReadGap(at, token.Start);
            at = token.End;
            facts[i] = Vocabulary.Current.Find(tokens.Hashes[i]);
            ReadStem(i);
        }

        gaps[Count] = ReadGap(at, Text.Length) | Reading.Gap.Line;
        SentenceSplitter.Split(this, sentences);
        for (var i = 0; i < sentences.Count; i++)
        {
            sentenceOf.AsSpan(sentences[i].First, sentences[i].Words).Fill(i);
        }
    }

    /// <summary>A word as the profile folds it.</summary>
    public ReadOnlySpan<char> Word(int index) => tokens.Word(index);

    public ulong Hash(int index) => tokens.Hashes[index];

    public int Start(int index) => tokens.Token(index).Start;

    public int End(int index) => tokens.Token(index).End;

    /// <summary>What stands before the word; with the number of words, what stands behind the last one.</summary>
    public Gap Gap(int index) => gaps[index];

    public WordFacts Facts(int index) => facts[index];

    public ulong Stem(int index) => stems[index];

    public ReadOnlySpan<char> StemText(int index) => tokens.Word(index)[stemRanges[index]];

    public int SentenceOf(int index) => sentenceOf[index];

    /// <summary>The text from one word to before another, as written, without what surrounds it.</summary>
    public string Slice(int first, int behind) => first >= behind ? "" : Text[Start(first)..End(behind - 1)];

    /// <summary>
    /// The same without the letters written onto the first word. "للرئيس" is "ل" before "الرئيس" with its alef left out:
    /// where the article was taken off, it is written whole again.
    /// </summary>
    public string Slice(int first, int behind, int clitics, bool definite)
    {
        var start = Start(first, clitics);
        var text = Text[start..End(behind - 1)];
        return definite && clitics > 0 && text[0] == 'ل' && Text[start - 1] == 'ل' ? "ا" + text : text;
    }

    /// <summary>Where a word starts behind so many letters that were written onto it, with the marks on those letters.</summary>
    public int Start(int index, int clitics)
    {
        var token = tokens.Token(index);
        var at = token.Start;
        while (clitics > 0 && at < token.End - 1)
        {
            at++;
            if (Marks.Of(Text[at]) is not (Reading.Gap.None or Reading.Gap.Dash))
            {
                clitics--;
            }
        }

        return at;
    }

    /// <summary>Written with a capital first letter (in scripts that have them).</summary>
    public bool IsCapital(int index) => char.IsUpper(Text[Start(index)]);

    public bool IsNumber(int index) => char.IsAsciiDigit(tokens.Word(index)[0]);

    /// <summary>Any of its letters is Arabic script.</summary>
    public bool IsArabic(int index) => tokens.Word(index)[0] is >= '\u0600' and <= '\u06FF';

    /// <summary>Ends in a tanwin mark as written: an inflected noun or adverb, never a name.</summary>
    public bool HasTanwin(int index)
    {
        var token = tokens.Token(index);
        return Text.AsSpan(token.Start, token.End - token.Start).IndexOfAnyInRange('\u064B', '\u064D') >= 0;
    }

    /// <summary>Carries a fatha, damma, kasra or sukun as written.</summary>
    public bool HasShortVowel(int index)
    {
        var token = tokens.Token(index);
        var text = Text.AsSpan(token.Start, token.End - token.Start);
        return text.IndexOfAnyInRange('\u064E', '\u0650') >= 0 || text.Contains('\u0652');
    }

    public void Dispose() => tokens.Dispose();

    private static int SafeCut(string text) => char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;

    private void Grow()
    {
        if (gaps.Length <= Count)
        {
            var room = Math.Max(1024, Count * 5 / 4);
            gaps = new Gap[room + 1];
            facts = new WordFacts[room];
            stems = new ulong[room];
            stemRanges = new Range[room];
            sentenceOf = new int[room];
        }
    }

    private Gap ReadGap(int from, int to)
    {
        var gap = Reading.Gap.None;
        for (var i = from; i < to; i++)
        {
            var mark = Marks.Of(Text[i]);
            gap |= mark == Reading.Gap.Line && (gap & Reading.Gap.Line) != 0 ? Reading.Gap.Paragraph : mark;
        }

        return gap;
    }

    private void ReadStem(int index)
    {
        var word = tokens.Word(index);
        if (word[0] is >= '\u0600' and <= '\u06FF')
        {
            var stem = ArabicStemmer.Stem(word);
            word.Overlaps(stem, out var offset);
            stemRanges[index] = offset..(offset + stem.Length);
            stems[index] = stem.Length == word.Length ? tokens.Hashes[index] : WordHash.Of(stem);
        }
        else if (word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'))
        {
            // Plurals of the Latin-script languages: enough to count a word and its plural as one.
            stemRanges[index] = ..(word.Length - 1);
            stems[index] = WordHash.Of(word[..^1]);
        }
        else
        {
            stemRanges[index] = ..word.Length;
            stems[index] = tokens.Hashes[index];
        }
    }
}
