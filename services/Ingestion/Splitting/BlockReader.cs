namespace NewsPlatform.Ingestion.Splitting;

/// <summary>Makes blocks of lines and notes of each what can be seen of it alone. Work is bounded for every block.</summary>
internal sealed class BlockReader(SplittingLanguages languages)
{
    /// <summary>
    /// The longest line that may still be a headline. The longest headline of 24,835 in the Arabic corpora has 23 words;
    /// German and English wires go a little over.
    /// </summary>
    public const int LongestTitle = 30;

    // "The twenties are coming. Welcome to the new fairy tale": two sentences, but short.
    private const int LongestTitleOfTwo = 18;

    /// <summary>Words up to which a block is kept in folded spelling, to be compared with other lines.</summary>
    public const int LongestLine = 40;

    // Telling words kept of the beginning of a block, and as many of its end: more changes no decision, and a block may
    // be a book on one line.
    private const int MostStems = 160;

    // A lead names its day within the first two dozen words; 40 leaves room for a long dateline.
    private const int LeadWords = 40;

    // A word that half of the articles hold says nothing of the subject.
    private const float LeastWeight = 0.15f;

    private readonly List<Telling> _stems = new(2 * MostStems);
    private readonly FurnitureReader _furniture = new(languages);
    private readonly HardWraps _wraps = new(languages);
    private readonly DatelineReader _datelines = new(languages);

    /// <summary>The blocks of the lines, in order; <paramref name="separators"/> names lines that are separators by order.</summary>
    public List<Block> Read(string text, List<TextLine> lines, bool[]? separators = null)
    {
        var joined = _wraps.Continuations(text, lines, separators);
        var blocks = new List<Block>();
        for (var first = 0; first < lines.Count;)
        {
            var last = first;
            while (last + 1 < lines.Count && joined[last + 1])
            {
                last++;
            }

            blocks.Add(separators is not null && separators[first] ? Given(text, lines[first]) : Read(text, lines, first, last));
            first = last + 1;
        }

        return blocks;
    }

    private Block Read(string text, List<TextLine> lines, int first, int last)
    {
        var block = new Block
        {
            Start = lines[first].Start,
            End = lines[last].End,
            Text = Join(text, lines, first, last),
            EmptyBefore = lines[first].EmptyBefore,
            PageBreakBefore = lines[first].PageBreakBefore,
        };
        block.Ending = Endings.Of(block.Text, languages.Abbreviation);
        ReadWords(block);
        if (block.Words <= LongestLine)
        {
            block.Line = Letters.Canonical(block.Text);
        }

        _furniture.Name(block);
        if (block.Kind == BlockKind.Text)
        {
            block.Dateline = _datelines.Read(block.Text);
            block.InnerStops = block.Words <= LongestLine ? Endings.Inside(block.Text, languages.Abbreviation) : 1;
            block.IsTitleLike = CouldBeTitle(block);
            block.OpensAsLead = OpensAsLead(block);
            block.EndsOnFunctionWord = EndsOnFunctionWord(block);
        }

        return block;
    }

    private static Block Given(string text, TextLine line) => new()
    {
        Start = line.Start,
        End = line.End,
        Text = text[line.Start..line.End],
        EmptyBefore = line.EmptyBefore,
        PageBreakBefore = line.PageBreakBefore,
        Kind = BlockKind.Separator,
        IsGiven = true,
    };

    private static bool CouldBeTitle(Block block) =>
        block.Words is > 0 and <= LongestTitle && (block.InnerStops == 0 || (block.InnerStops == 1 && block.Words <= LongestTitleOfTwo)) && !block.IsBulleted && block.TailMarkerStart == 0
        && block.Dateline?.Agency is null && block.Telling > 0
        && (block.Ending is Ending.Open or Ending.Quoted or Ending.Question or Ending.Exclamation or Ending.Ellipsis
            || (block.Ending == Ending.Abbreviation && block.Words <= 14));

    private static string Join(string text, List<TextLine> lines, int first, int last)
    {
        if (first == last)
        {
            return Trim(text.AsSpan(lines[first].Start, lines[first].Length)).ToString();
        }

        var length = lines[last].End - lines[first].Start;
        var buffer = new char[length];
        var at = 0;
        for (var i = first; i <= last; i++)
        {
            if (i > first)
            {
                buffer[at++] = ' ';
            }

            text.CopyTo(lines[i].Start, buffer, at, lines[i].Length);
            at += lines[i].Length;
        }

        return Trim(buffer.AsSpan(0, at)).ToString();
    }

    // Direction marks at the ends belong to the line, not to the writing.
    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && (Letters.IsBlank(text[0]) || Letters.IsDirectionMark(text[0])))
        {
            text = text[1..];
        }

        while (text.Length > 0 && (Letters.IsBlank(text[^1]) || Letters.IsDirectionMark(text[^1])))
        {
            text = text[..^1];
        }

        return text;
    }

    private void ReadWords(Block block)
    {
        var stems = _stems;
        stems.Clear();
        var reader = new WordReader(block.Text);
        Span<char> word = stackalloc char[WordReader.LongestWord];
        var opening = new FoldedWords(Head(block.Text), 4);
        block.Continues = Continues(opening);
        while (reader.Next(word, out var length))
        {
            block.Words++;
            var folded = word[..length];
            if (block.Words <= FurnitureReader.LongestContributors)
            {
                var hash = Stems.HashOf(folded);
                block.NamesDay |= block.Words <= LeadWords && languages.Day.Contains(hash);
                block.HoldsClue |= languages.Clue.Contains(hash);
            }

            block.Telling += char.IsAsciiDigit(folded[0]) ? 0 : 1;
            if (stems.Count < MostStems)
            {
                AddStem(stems, folded);
            }
        }

        if (stems.Count == MostStems)
        {
            // Eight letters a word on the average; words of the middle are passed over.
            var tail = new WordReader(block.Text.AsSpan(Math.Max(block.Text.Length - (MostStems * 12), 0)));
            while (tail.Next(word, out var length) && stems.Count < 2 * MostStems)
            {
                AddStem(stems, word[..length]);
            }
        }

        block.Stems = [.. stems];
    }

    private bool OpensAsLead(Block block)
    {
        var text = block.Dateline is { } dateline ? block.Text.AsSpan(dateline.Raw.Length).TrimStart() : block.Text;
        return new FoldedWords(text[..Math.Min(text.Length, 40)], 2) is { Count: > 0 } words && words.PhraseAt(languages.Opening, 0) > 0;
    }

    private bool EndsOnFunctionWord(Block block)
    {
        if (block.Ending != Ending.Open)
        {
            return false;
        }

        var last = Letters.Canonical(block.Text.AsSpan(block.Text.LastIndexOf(' ') + 1));
        return last.Length > 0 && !char.IsAsciiDigit(last[0]) && languages.Weight(Stems.Of(last)) < LeastWeight;
    }

    private static ReadOnlySpan<char> Head(string text) => text.AsSpan(0, Math.Min(text.Length, 80));

    private void AddStem(List<Telling> stems, ReadOnlySpan<char> folded)
    {
        if (folded.Length < 2 && !Stems.IsWordByItself(folded[0]))
        {
            return;
        }

        var stem = Stems.Of(folded);
        var weight = languages.Weight(stem);
        if (weight >= LeastWeight)
        {
            stems.Add(new Telling(stem, weight));
        }
    }

    // "وقال" is in the word list; that any word may carry the conjunction as its first letter is a rule of the language,
    // and so are the words that only look as if they did (وزير, وصل).
    private bool Continues(FoldedWords opening)
    {
        if (opening.Count == 0)
        {
            return false;
        }

        if (opening.PhraseAt(languages.Continuation, 0) > 0)
        {
            return true;
        }

        var first = opening[0];
        return first.Length > 3 && languages.Conjunction.Has(first[..1]) && !languages.NotConjunction.Has(first);
    }
}
