using System.Buffers;

namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Reads a dateline off the head of a paragraph: place and agency in the customary writings,
/// <c>City (AGENCY) –</c>, <c>City, 3 May (AGENCY) -</c>, <c>City - AGENCY:</c>, <c>(AGENCY) -</c>, <c>AGENCY - City:</c>,
/// <c>CITY —</c>.
/// </summary>
internal sealed class DatelineReader(SplittingLanguages languages)
{
    // The longest customary dateline, "WASHINGTON/BRUSSELS, Sept. 28, 2023 (Agence France-Presse) –", is under this.
    private const int LongestHead = 100;
    private const int MostPlaceWords = 6;

    private static readonly SearchValues<char> Sentence = SearchValues.Create(".!?؟\"«»");

    /// <summary>The dateline of the paragraph; null when it has none.</summary>
    public Dateline? Read(string paragraph)
    {
        var limit = Math.Min(paragraph.Length, LongestHead);
        for (var i = 1; i < limit; i++)
        {
            if (!IsEnd(paragraph, i))
            {
                continue;
            }

            var head = paragraph.AsSpan(0, i);
            if (OfHead(head, paragraph[i] is not (':' or '：')) is var (place, agency, name) && (place is not null || agency is not null))
            {
                var raw = i + 1;
                while (raw < paragraph.Length && (Letters.IsBlank(paragraph[raw]) || paragraph[raw] is '-' or '–' or '—' or ':'))
                {
                    raw++;
                }

                // A dateline stands before a report, not alone on its line.
                return raw < paragraph.Length
                    ? new Dateline { Place = place, Agency = agency, AgencyName = name, Raw = paragraph[..raw].TrimEnd() }
                    : null;
            }
        }

        return null;
    }

    private static bool IsEnd(string text, int i) => text[i] switch
    {
        '–' or '—' or '―' => true,
        '-' or '_' => i + 1 == text.Length || Letters.IsBlank(text[i + 1]) || Letters.IsBlank(text[i - 1]) || text[i - 1] == ')',
        ':' or '：' => i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1]),
        ')' => i + 1 < text.Length && Letters.IsBlank(text[i + 1]),
        _ => false,
    };

    private (string? Place, string? Agency, string? Name) OfHead(ReadOnlySpan<char> head, bool dash)
    {
        var open = head.IndexOf('(');
        if (open >= 0)
        {
            var close = head.LastIndexOf(')');
            var inside = close > open ? head[(open + 1)..close] : head[(open + 1)..];
            var (agency, name) = Agency(inside);
            if (agency is null)
            {
                return default;
            }

            var place = Place(head[..open]);
            return open > 0 && place is null && Letters.Canonical(head[..open]).Length > 0 ? default : (place, agency, name);
        }

        var cut = head.IndexOfAny('-', '–', '—');
        cut = cut < 0 ? head.IndexOf('/') : cut;
        if (cut > 0)
        {
            var (last, lastName) = Agency(head[(cut + 1)..]);
            if (last is not null && Place(head[..cut]) is { } before)
            {
                return (before, last, lastName);
            }

            var (first, firstName) = Agency(head[..cut]);
            if (first is not null && Place(head[(cut + 1)..]) is { } after)
            {
                return (after, first, firstName);
            }

            return default;
        }

        // "PARIS —", "القاهرة –": a place alone, before a dash. Before a colon it is the way many headlines begin.
        return dash && Place(head) is { } alone && (IsShouted(head) || languages.Place.Has(Letters.Canonical(alone)))
            ? (alone, null, null) : default;
    }

    private (string? Agency, string? Name) Agency(ReadOnlySpan<char> text)
    {
        text = text.Trim().Trim("()[] ");
        if (text.Length is 0 or > 60)
        {
            return default;
        }

        var words = new FoldedWords(text);
        if (words.Count > 0 && languages.Agency.TryGet(words.Text, out var name))
        {
            return (text.ToString(), name);
        }

        // "رويترز، أ ف ب", "AFP/Reuters"
        if (!words.OnlyOf(languages.Agency, languages.AndWord, out _))
        {
            return default;
        }

        var first = words.PhraseAt(languages.Agency, 0);
        return (text.ToString(), first > 0 && languages.Agency.TryGet(words.Span(0, first), out var named) ? named : null);
    }

    // A place is a few words without a sentence in them; "PARIS, 3 May" keeps the place and drops the day.
    private static string? Place(ReadOnlySpan<char> text)
    {
        text = text.Trim().TrimEnd("-–—,،: ").TrimStart("*•\"«“ ");
        var comma = text.IndexOfAny(',', '،');
        if (comma > 0 && text[comma..].IndexOfAnyInRange('0', '9') >= 0)
        {
            text = text[..comma].TrimEnd();
        }

        if (text.Length == 0 || text.IndexOfAny(Sentence) is var sign && sign >= 0 && !IsInitials(text, sign)
            || text.IndexOfAnyInRange('0', '9') >= 0)
        {
            return null;
        }

        var words = 1;
        foreach (var c in text)
        {
            words += Letters.IsBlank(c) ? 1 : 0;
        }

        return words <= MostPlaceWords && char.IsLetter(Letters.IsDirectionMark(text[0]) && text.Length > 1 ? text[1] : text[0])
            && !char.IsLower(text[0]) ? text.ToString() : null;
    }

    // "St. Louis", "D.C."
    private static bool IsInitials(ReadOnlySpan<char> text, int point) => text[point] == '.' && point <= text.Length && point >= 1 && point <= 3;

    private static bool IsShouted(ReadOnlySpan<char> text)
    {
        var upper = 0;
        foreach (var c in text)
        {
            if (char.IsLower(c) || (char.IsLetter(c) && !char.IsUpper(c)))
            {
                return false;
            }

            upper += char.IsUpper(c) ? 1 : 0;
        }

        return upper >= 3;
    }
}
