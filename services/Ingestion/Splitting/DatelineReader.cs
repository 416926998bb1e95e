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
    private const int LongestPart = 30;

    private static readonly char[] Dashes = ['-', '–', '—'];
    private static readonly SearchValues<char> Sentence = SearchValues.Create(".!?؟\"«»");

    /// <summary>The dateline of the paragraph; null when it has none.</summary>
    public Dateline? Read(string paragraph)
    {
        Dateline? placeAlone = null;
        var limit = Math.Min(paragraph.Length, LongestHead);
        for (var i = 1; i < limit; i++)
        {
            if (!IsEnd(paragraph, i))
            {
                continue;
            }

            var (place, agency, name) = OfHead(paragraph.AsSpan(0, i), paragraph[i]);
            if (agency is not null)
            {
                return Longer(paragraph, i, limit) ?? Of(paragraph, i, place, agency, name);
            }

            // "القاهرة - رويترز - ": a place alone may be half of it.
            placeAlone ??= place is not null ? Of(paragraph, i, place, null, null) : null;
        }

        return placeAlone;
    }

    // "فلان - وكالة - مدينة: ": what was read so far may be the author and the agency, with the place still to come.
    private Dateline? Longer(string paragraph, int end, int limit)
    {
        for (var j = end + 2; paragraph[end] is '-' or '–' or '—' && j < Math.Min(limit, end + LongestPart); j++)
        {
            if (IsEnd(paragraph, j) && paragraph[j] != ')')
            {
                return OfHead(paragraph.AsSpan(0, j), paragraph[j]) is { Agency: not null } whole
                    ? Of(paragraph, j, whole.Place, whole.Agency, whole.Name) : null;
            }
        }

        return null;
    }

    // A dateline stands before a report, not alone on its line.
    private static Dateline? Of(string paragraph, int end, string? place, string? agency, string? name)
    {
        var raw = end + 1;
        while (raw < paragraph.Length && (Letters.IsBlank(paragraph[raw]) || paragraph[raw] is '-' or '–' or '—' or ':'))
        {
            raw++;
        }

        return raw < paragraph.Length
            ? new Dateline { Place = place, Agency = agency, AgencyName = name, Raw = paragraph[..raw].TrimEnd() } : null;
    }

    private static bool IsEnd(string text, int i) => text[i] switch
    {
        '–' or '—' or '―' => true,
        '-' or '_' => i + 1 == text.Length || Letters.IsBlank(text[i + 1]) || Letters.IsBlank(text[i - 1]) || text[i - 1] == ')',
        ':' or '：' => i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1]),
        ')' => i + 1 < text.Length && Letters.IsBlank(text[i + 1]),
        _ => false,
    };

    private (string? Place, string? Agency, string? Name) OfHead(ReadOnlySpan<char> head, char mark)
    {
        var open = head.IndexOf('(');
        if (open >= 0)
        {
            var close = head.LastIndexOf(')');
            if (close < open && mark != ')')
            {
                return default;
            }

            var (agency, name) = Agency(close > open ? head[(open + 1)..close] : head[(open + 1)..]);
            var place = Place(head[..open]);
            if (agency is null || (place is null && Letters.Canonical(head[..open]).Length > 0))
            {
                return default;
            }

            // With no dash behind the bracket, "the agency of that country (AFP) said" looks much the same: the place must
            // be a known one, or a few words with capitals.
            return mark != ')' || place is null || IsKnown(place) || (char.IsUpper(place[0]) && place.Count(c => c == ' ') < 3)
                ? (place, agency, name) : default;
        }

        if (Parts(head) is { Count: 2 or 3 } parts)
        {
            var at = parts.FindIndex(part => Agency(part).Agency is not null);
            if (at < 0)
            {
                return default;
            }

            // The place stands beside the agency; a third part is who wrote.
            var (agency, name) = Agency(parts[at]);
            var before = at > 0 ? PlacePart(parts[at - 1]) : null;
            var after = at + 1 < parts.Count ? PlacePart(parts[at + 1]) : null;
            var place = before is null || (after is not null && (at == 1 || IsKnown(after))) ? after : before;
            return place is null ? default : (place, agency, name);
        }

        // "PARIS —", "القاهرة –": a place alone, before a dash. Before a colon it is the way many headlines begin.
        return mark is not (':' or '：' or ')') && Place(head) is { } alone && (IsShouted(head) || IsKnown(alone)) ? (alone, null, null) : default;
    }

    // Dashes set the parts apart, a tatweel between spaces too; a stroke does where there is no dash ("Frankfurt/Main").
    private static List<string> Parts(ReadOnlySpan<char> head)
    {
        var text = head.ToString().Replace(" ـ ", " - ", StringComparison.Ordinal);
        var dashes = text.Split(Dashes, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. dashes.Length > 1 ? dashes : text.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    // "متابعة", "وكالات" stand where a place would and are none.
    private string? PlacePart(string part) =>
        languages.Byline.Has(Letters.Canonical(part)) || Agency(part).Agency is not null ? null : Place(part);

    private bool IsKnown(string place) => languages.Place.Has(Letters.Canonical(place));

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
