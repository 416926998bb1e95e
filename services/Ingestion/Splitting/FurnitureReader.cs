using System.Buffers;

namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Tells the furniture of a news text from its writing: markers, credits, bylines, dates, captions, contributors,
/// trailers, end marks, separators. By the word lists and the shape of the line; neighbours are not asked.
/// </summary>
internal sealed class FurnitureReader(SplittingLanguages languages)
{
    // Beyond this a block is writing, whatever it begins with.
    public const int LongestContributors = 90;
    private const int LongestContributor = 16;
    private const int LongestTrailer = 45;
    private const int LongestTags = 30;

    // "All our reports on this: https://…". A sentence that happens to end with an address is longer.
    private const int LongestPointer = 14;

    // Sentences of a note about who wrote: the reporters, those who contributed, the editors, the translator.
    private const int MostContributorSentences = 4;
    private const int LongestContributorNote = 45;
    private const int LongestCredit = 16;
    private const int LongestMarker = 7;
    private const int LongestDate = 14;

    private static readonly SearchValues<char> PlaceEnds = SearchValues.Create("-–—/(،,|");
    private static readonly SearchValues<char> Delimiters = SearchValues.Create(":：|»›>-–—");

    /// <summary>Sets what the block is.</summary>
    public void Name(Block block)
    {
        if (Separators.IsOne(block.Text))
        {
            block.Kind = BlockKind.Separator;
            return;
        }

        FindTailMarker(block);
        if (block.Words is 0 or > LongestContributors)
        {
            return;
        }

        block.IsBulleted = Bullets.Length(block.Text) > 0;
        if (block.Words > LongestCredit && !CouldBeLongFurniture(block))
        {
            return;
        }

        var words = new FoldedWords(block.Text);
        if (IsMarker(block, words) || IsEndMark(block, words))
        {
            return;
        }

        var bullet = Bullets.Length(block.Text);
        var number = bullet > 0 ? 0 : Bullets.NumberLength(block.Text);
        block.IsBulleted = bullet > 0;
        block.IsNumbered = number > 0;
        if (bullet + number > 0)
        {
            block.Item = block.Text[(bullet + number)..];
        }

        if (IsInlineRelated(block))
        {
            return;
        }

        if (block.Words <= LongestDate && IsDate(block, words))
        {
            block.Kind = BlockKind.Date;
        }
        else if (IsTrailer(block, words))
        {
            block.Kind = BlockKind.Trailer;
        }
        else if (block.Words <= BlockReader.LongestLine && IsNamedCaption(block.Text))
        {
            block.Kind = BlockKind.Caption;
        }
        else if (block.Words <= LongestCredit && IsCredit(block, words))
        {
            block.Kind = BlockKind.Credit;
        }
        else if (IsContributors(block, words))
        {
            block.Kind = BlockKind.Contributors;
        }
        else if (block.Words <= LongestCredit && IsByline(block, words))
        {
            block.Kind = BlockKind.Byline;
        }
        else if (block.Words <= BlockReader.LongestLine && IsCaption(block))
        {
            block.Kind = BlockKind.Caption;
        }
    }

    // Most blocks are paragraphs; these few looks spare them the folding of all their words.
    private bool CouldBeLongFurniture(Block block)
    {
        var text = block.Text;
        if (block.HoldsClue || block.IsBulleted || text.AsSpan().IndexOfAny('@', '©') >= 0 || text.Contains("://", StringComparison.Ordinal)
            || text.Contains("www.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (block.Words > LongestTrailer)
        {
            return false;
        }

        if (text[^1] is ')' or ']' || text.AsSpan(0, Math.Min(text.Length, 60)).IndexOfAny(Delimiters) >= 0)
        {
            return true;
        }

        var first = Letters.Canonical(text.AsSpan(0, Math.Min(text.Length, 40)), 1);
        return languages.Follow.Begins(first) || languages.ReadAlso.Begins(first);
    }

    private MarkerKind MarkerOf(ReadOnlySpan<char> folded) =>
        languages.ReadAlso.Has(folded) ? MarkerKind.ReadAlso
        : languages.Related.Has(folded) ? MarkerKind.Related
        : languages.ReadMore.Has(folded) ? MarkerKind.ReadMore
        : MarkerKind.None;

    private bool IsMarker(Block block, FoldedWords words)
    {
        if (words.Count > LongestMarker || block.Ending is Ending.Stop or Ending.Question)
        {
            return false;
        }

        block.Marker = MarkerOf(words.Text);
        if (block.Marker == MarkerKind.None)
        {
            return false;
        }

        block.Kind = BlockKind.Marker;
        return true;
    }

    // "Read also: a headline" on one line. A phrase of one word ("المزيد: …", "More: …") also opens sentences, so it needs
    // something behind it that ends like a headline; so does a longer one, but without the colon it must be a read-also.
    private bool IsInlineRelated(Block block)
    {
        var text = block.Item ?? block.Text;
        if (block.Words > BlockReader.LongestLine || block.Ending is Ending.Stop or Ending.Colon or Ending.Comma)
        {
            return false;
        }

        var cut = text.AsSpan(0, Math.Min(text.Length, 60)).IndexOfAny(Delimiters);
        if (cut > 0)
        {
            var marker = MarkerOf(Letters.Canonical(text.AsSpan(0, cut)));
            var item = text[(cut + 1)..].TrimStart(':', '：', '|', '»', '›', '>', '-', '–', '—', ' ', '\u00A0', '\u200F', '\u200E');
            if (marker != MarkerKind.None && CountWords(item) >= 2)
            {
                block.Kind = BlockKind.InlineRelated;
                block.Marker = marker;
                block.Item = item;
                return true;
            }
        }

        var words = new FoldedWords(text);
        var taken = words.PhraseAt(languages.ReadAlso, 0);
        if (taken >= 2 && words.Count - taken is >= 4 and <= BlockReader.LongestTitle)
        {
            block.Kind = BlockKind.InlineRelated;
            block.Marker = MarkerKind.ReadAlso;
            block.Item = AfterWords(text, taken);
            return true;
        }

        return false;
    }

    // A teaser's last line often has its "read more" glued on; two words at least, for "more" ends many a sentence.
    private void FindTailMarker(Block block)
    {
        if (block.Words < 8)
        {
            return;
        }

        var text = block.Text;
        var from = Math.Max(0, text.Length - 40);
        for (var at = text.Length - 1; at > from; at--)
        {
            if (!Letters.IsBlank(text[at - 1]) && text[at - 1] is not ('.' or '…' or '[' or '(' or '»' or '>'))
            {
                continue;
            }

            var folded = Letters.Canonical(text.AsSpan(at));
            if (folded.Contains(' ', StringComparison.Ordinal) && languages.ReadMore.Has(folded)
                && text.AsSpan(0, at).TrimEnd().TrimEnd("[(>») ") is var before && before.Length > 0
                && !char.IsLetterOrDigit(before[^1]))
            {
                block.TailMarkerStart = block.End - (text.Length - at);
                return;
            }
        }
    }

    private bool IsEndMark(Block block, FoldedWords words)
    {
        if (words.Count > 2 || !languages.EndMark.Has(words.Text))
        {
            return false;
        }

        // "30" and "end" need their dashes or brackets; a word in another script than Latin needs none.
        var first = block.Text[0];
        if (char.IsAsciiLetterOrDigit(first) && !block.Text.Equals(block.Text.ToUpperInvariant(), StringComparison.Ordinal))
        {
            return false;
        }

        if (char.IsAsciiDigit(first))
        {
            return false;
        }

        block.Kind = BlockKind.EndMark;
        return true;
    }

    private bool IsDate(Block block, FoldedWords words)
    {
        var telling = 0;
        var numbers = 0;
        for (var i = 0; i < words.Count;)
        {
            var taken = Math.Max(
                Math.Max(words.PhraseAt(languages.Month, i), words.PhraseAt(languages.Weekday, i)),
                words.PhraseAt(languages.DateWord, i));
            if (taken > 0)
            {
                telling++;
                i += taken;
            }
            else if (char.IsAsciiDigit(words[i][0]))
            {
                numbers++;
                i++;
            }
            else if (words[i].Length <= 2 || words.PhraseAt(languages.AndWord, i) > 0 || words.PhraseAt(languages.Today, i) > 0)
            {
                i++;
            }
            else
            {
                return false;
            }
        }

        return numbers > 0 && (telling > 0 || IsNumericDate(words));
    }

    // "28/09/2023", "2023-09-28 14:05", "9/10/1436هـ": numbers alone, a year among them.
    private static bool IsNumericDate(FoldedWords words)
    {
        var year = false;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (!char.IsAsciiDigit(word[0]))
            {
                return false;
            }

            year |= word.Length >= 4 && (word.StartsWith("19") || word.StartsWith("20") || word.StartsWith("14"));
        }

        return year && words.Count is >= 3 and <= 6;
    }

    private bool IsCredit(Block block, FoldedWords words)
    {
        if (block.Ending is Ending.Colon or Ending.Question || block.InnerStops > 0)
        {
            return false;
        }

        var text = block.Item ?? block.Text;
        var cut = text.AsSpan(0, Math.Min(text.Length, 40)).IndexOfAny(':', '：');
        if (cut > 0 && languages.Source.Has(Letters.Canonical(text.AsSpan(0, cut))))
        {
            return true;
        }

        if (words.OnlyOf(languages.Agency, languages.AndWord, out _))
        {
            return true;
        }

        var prefix = words.PhraseAt(languages.Source, 0);
        if (prefix >= 2 && words.Count <= prefix + 6 && block.Ending != Ending.Stop)
        {
            return true;
        }

        if (prefix == 1 && words.Count > 1 && new FoldedWords(AfterWords(block.Text, 1)).OnlyOf(languages.Agency, languages.AndWord, out _))
        {
            return true;
        }

        return block.Ending != Ending.Stop && (IsPlaceAndAgency(block.Text) || IsInitialsAndAgency(block.Text, words));
    }

    // "ls,aw/sms (AP, Reuters)": the desk's initials and where the report came from.
    private bool IsInitialsAndAgency(string text, FoldedWords words)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && text[^1] == ')' && words.Count <= 9
            && new FoldedWords(text.AsSpan(open)).OnlyOf(languages.Agency, languages.AndWord, out _)
            && text.AsSpan(0, open).TrimEnd().IndexOf(' ') < 0;
    }

    // "القاهرة - رويترز", "Paris (AFP)": a dateline with nothing behind it.
    private bool IsPlaceAndAgency(string text)
    {
        var cut = text.AsSpan().IndexOfAny(PlaceEnds);
        if (cut <= 0)
        {
            return false;
        }

        var left = new FoldedWords(text.AsSpan(0, cut));
        var right = new FoldedWords(text.AsSpan(cut + 1));
        if (left.Count is 0 or > 4 || right.Count is 0 or > 4 || left.PhraseAt(languages.Byline, 0) > 0)
        {
            return false;
        }

        return right.OnlyOf(languages.Agency, languages.AndWord, out _)
            || (left.OnlyOf(languages.Agency, languages.AndWord, out _) && languages.Place.Has(right.Text));
    }

    private bool IsByline(Block block, FoldedWords words)
    {
        if (block.Ending is not (Ending.Open or Ending.Quoted or Ending.Abbreviation))
        {
            return false;
        }

        var text = block.Text;
        var cut = text.AsSpan(0, Math.Min(text.Length, 40)).IndexOfAny(":：-–—");
        if (cut > 0 && languages.Byline.Has(Letters.Canonical(text.AsSpan(0, cut))))
        {
            return CountWords(text[(cut + 1)..]) is >= 1 and <= 10;
        }

        var bare = words.PhraseAt(languages.BareByline, 0);
        if (bare > 0)
        {
            return words.Count - bare is >= 1 and <= 6;
        }

        // Without a colon a byline is "By" and names: every word with a capital, small words apart.
        var taken = words.PhraseAt(languages.Byline, 0);
        return taken > 0 && words.Count - taken is >= 1 and <= 8 && AreNames(AfterWords(text, taken));
    }

    private bool AreNames(string text)
    {
        var names = 0;
        foreach (var part in text.Split([' ', ',', '\u00A0', '&', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsUpper(part[0]))
            {
                names++;
            }
            else if (part.Length > 3 && !languages.AndWord.Has(Letters.Canonical(part)))
            {
                return false;
            }
            else if (!char.IsLetter(part[0]))
            {
                return false;
            }
        }

        return names >= 1;
    }

    // One sentence that says who contributed; or names and places set apart by semicolons with the word for it somewhere
    // among them. A paragraph that speaks of contributing to something has longer parts.
    private bool IsContributors(Block block, FoldedWords words)
    {
        if (block.Text[0] is '"' or '“' or '«' || block.Continues)
        {
            return false;
        }

        if (Endings.Inside(block.Text, languages.Abbreviation) <= 1 && words.Holds(languages.Contributors))
        {
            return true;
        }

        if (!words.Holds(languages.Contributed))
        {
            return false;
        }

        if (block.Text.AsSpan().IndexOfAny(';', '؛') > 0 && block.Text.Split([';', '؛']).All(part => CountWords(part) <= LongestContributor))
        {
            return true;
        }

        // "Smith reported from Paris. AP writers Lee in London and Roy in Rome contributed.": short sentences, one of which
        // speaks of contributing, with an agency or a report in them and a place.
        return block.Words <= LongestContributorNote && Endings.Inside(block.Text, languages.Abbreviation) < MostContributorSentences
            && (words.Holds(languages.Report) || (words.Holds(languages.Agency) && words.Holds(languages.Place)));
    }

    private bool IsTrailer(Block block, FoldedWords words)
    {
        if (words.Count > LongestTrailer)
        {
            return false;
        }

        var link = Links.First(block.Text);
        if (link is not null && (block.Text.Length - link.Length < 12 || words.Count <= 4))
        {
            return true;
        }

        if (link is not null && block.Words <= LongestPointer && block.InnerStops == 0
            && block.Text.AsSpan().TrimEnd(" .)]»\u200F\u200E\u202C").EndsWith(link, StringComparison.Ordinal))
        {
            return true;
        }

        if (words.Count <= 30 && words.Holds(languages.Disclaimer))
        {
            return true;
        }

        if (words.Count <= 4 && block.Text.Contains('@', StringComparison.Ordinal) && block.InnerStops == 0)
        {
            return true;
        }

        if (words.Count <= LongestTags && block.Text.AsSpan(0, Math.Min(block.Text.Length, 40)).IndexOfAny(':', '：') is > 0 and var colon
            && languages.Tags.Has(Letters.Canonical(block.Text.AsSpan(0, colon))))
        {
            return true;
        }

        var taken = words.PhraseAt(languages.Follow, 0);
        var address = link is not null || block.Text.Contains('@', StringComparison.Ordinal);
        return (taken >= 2 && (address || words.Count <= 16) && block.Ending != Ending.Question) || (taken == 1 && address)
            || (block.Text.Contains('©', StringComparison.Ordinal) && words.Count <= 16);
    }

    private bool IsNamedCaption(string text)
    {
        var cut = text.AsSpan(0, Math.Min(text.Length, 40)).IndexOfAny(":：");
        return cut > 0 && languages.Caption.Has(Letters.Canonical(text.AsSpan(0, cut)));
    }

    // "Some people on a bridge (Photo: Reuters)", "… (رويترز)": the credit of the photo at the end, in brackets.
    private bool IsCaption(Block block)
    {
        var text = block.Text;
        var open = text.LastIndexOf('(');
        if (open < 0 || text[^1] != ')' || block.InnerStops > 0)
        {
            return false;
        }

        var inside = new FoldedWords(text.AsSpan(open + 1));
        if (inside.Count is 0 or > 6)
        {
            return false;
        }

        // "(PHOTOS)" alone decorates a headline; it credits a photo when it names somebody, or behind a whole sentence.
        var before = text.AsSpan(0, open).TrimEnd();
        return inside.OnlyOf(languages.Agency, languages.AndWord, out _)
            || (inside.PhraseAt(languages.Caption, 0) > 0 && (inside.Count >= 2 || (before.Length > 0 && before[^1] == '.')));
    }

    private static int CountWords(string text)
    {
        var count = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var isWord = char.IsLetterOrDigit(c);
            count += isWord && !inWord ? 1 : 0;
            inWord = isWord || (inWord && !Letters.IsBlank(c));
        }

        return count;
    }

    // The text behind its first words as folded: walks until so many gaps were passed.
    private static string AfterWords(string text, int count)
    {
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            var folded = Letters.Fold(text[i]);
            if (folded == Letters.Nothing)
            {
                continue;
            }

            if (folded == Letters.Gap)
            {
                if (inWord && --count == 0)
                {
                    return text[i..].TrimStart(':', ' ', '-', '–', '»', '|', '"', '\u00A0');
                }

                inWord = false;
            }
            else
            {
                inWord = true;
            }
        }

        return string.Empty;
    }
}
