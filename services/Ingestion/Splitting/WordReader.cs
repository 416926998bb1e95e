namespace NewsPlatform.Ingestion.Splitting;

/// <summary>A word's stem and how much it tells of the subject.</summary>
internal readonly record struct Telling(int Stem, float Weight);

/// <summary>Reads the words of a text one by one in folded spelling; an ideograph is a word by itself.</summary>
internal ref struct WordReader(ReadOnlySpan<char> text)
{
    /// <summary>Letters of a word that are kept; what is longer is no word of a language.</summary>
    public const int LongestWord = 64;

    private ReadOnlySpan<char> _rest = text;

    /// <summary>Writes the next word into <paramref name="word"/>; false at the end.</summary>
    public bool Next(scoped Span<char> word, out int length)
    {
        length = 0;
        var i = 0;
        for (; i < _rest.Length; i++)
        {
            var c = Letters.Fold(_rest[i]);
            if (c == Letters.Nothing)
            {
                continue;
            }

            if (c == Letters.Gap)
            {
                if (length > 0)
                {
                    break;
                }

                continue;
            }

            if (Stems.IsWordByItself(c))
            {
                if (length == 0)
                {
                    word[length++] = c;
                    i++;
                }

                break;
            }

            if (length < LongestWord)
            {
                word[length++] = c;
            }
        }

        _rest = _rest[i..];
        return length > 0;
    }
}
