namespace NewsPlatform.Ingestion.Splitting;

/// <summary>The first words of a block in folded spelling, with a way to ask which phrases they hold.</summary>
internal sealed class FoldedWords
{
    private readonly string _text;
    private readonly List<(int Start, int End)> _words = [];

    public FoldedWords(ReadOnlySpan<char> text, int mostWords = int.MaxValue)
    {
        _text = Letters.Canonical(text, mostWords);
        var start = 0;
        for (var i = 0; i <= _text.Length && _text.Length > 0; i++)
        {
            if (i == _text.Length || _text[i] == ' ')
            {
                _words.Add((start, i));
                start = i + 1;
            }
        }
    }

    public int Count => _words.Count;

    public string Text => _text;

    public ReadOnlySpan<char> this[int word] => Span(word, 1);

    public ReadOnlySpan<char> Span(int from, int count) =>
        _text.AsSpan(_words[from].Start, _words[from + count - 1].End - _words[from].Start);

    /// <summary>The number of words of the longest phrase that begins at a word; 0 when none does.</summary>
    public int PhraseAt(PhraseSet set, int from)
    {
        if (from >= Count || !set.Begins(this[from]))
        {
            return 0;
        }

        for (var count = Math.Min(set.LongestWords, Count - from); count > 0; count--)
        {
            if (set.Has(Span(from, count)))
            {
                return count;
            }
        }

        return 0;
    }

    /// <summary>Whether a phrase of the set stands anywhere in the words.</summary>
    public bool Holds(PhraseSet set)
    {
        for (var i = 0; i < Count; i++)
        {
            if (PhraseAt(set, i) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the words are nothing but phrases of the sets, with at least one of the first set.</summary>
    public bool OnlyOf(PhraseSet main, PhraseSet between, out int mains)
    {
        mains = 0;
        var i = 0;
        while (i < Count)
        {
            var taken = PhraseAt(main, i);
            if (taken > 0)
            {
                mains++;
            }
            else if ((taken = PhraseAt(between, i)) == 0)
            {
                return false;
            }

            i += taken;
        }

        return mains > 0;
    }
}
