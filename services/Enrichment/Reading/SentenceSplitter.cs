using System.Collections.Frozen;

namespace NewsPlatform.Enrichment.Reading;

/// <summary>
/// Cuts a text into sentences. A line always ends one; a full stop does when a space or a closing mark follows and it is
/// no abbreviation's. Two dots are a comma in Arabic headlines and end nothing.
/// </summary>
internal static class SentenceSplitter
{
    private static readonly FrozenSet<string> Abbreviations = FrozenSet.ToFrozenSet(
        ["mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "maj", "st", "jr", "sr", "inc", "ltd",
            "co", "corp", "no", "vs", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "u.s", "mm", "mme", "bzw", "etc",
            "جي", "جيه", "دي", "بي", "سي", "اف", "كيه", "اتش", "ار", "دبليو"],
        StringComparer.Ordinal);

    public static void Split(Passage passage, List<Sentence> sentences)
    {
        sentences.Clear();
        int first = 0, start = 0, paragraph = 0;
        for (var i = 1; i <= passage.Count; i++)
        {
            var gap = passage.Gap(i);
            var from = passage.End(i - 1);
            var to = i == passage.Count ? passage.Text.Length : passage.Start(i);
            var cut = CutAt(passage, i, gap, from, to);
            if (cut < 0)
            {
                continue;
            }

            sentences.Add(new Sentence(first, i, SkipSpace(passage.Text, start, from), cut, paragraph));
            first = i;
            start = cut;
            paragraph += (gap & Gap.Line) != 0 ? 1 : 0;
        }
    }

    // The offset behind the sentence's last mark, or -1 when none ends here.
    private static int CutAt(Passage passage, int next, Gap gap, int from, int to)
    {
        if ((gap & (Gap.Stop | Gap.StrongStop | Gap.Line)) == 0)
        {
            return -1;
        }

        var text = passage.Text;
        int dots = 0, cut = -1;
        var strong = false;
        for (var i = from; i < to; i++)
        {
            var mark = Marks.Of(text[i]);
            if (mark == Gap.Line)
            {
                return Math.Max(cut, LastVisible(text, from, i));
            }

            if (mark is Gap.Stop or Gap.StrongStop)
            {
                dots += text[i] == '…' ? 3 : 1;
                strong |= mark == Gap.StrongStop;
                cut = i + 1;
            }
            else if (cut >= 0 && mark is Gap.Quote or Gap.CloseBracket && cut == i)
            {
                // A mark that closes right behind the stop belongs to the sentence it ends.
                cut = i + 1;
            }
        }

        if (next == passage.Count)
        {
            return Math.Max(cut, LastVisible(text, from, to));
        }

        return cut >= 0 && (strong || EndsSentence(passage, next, gap, dots)) ? cut : -1;
    }

    private static bool EndsSentence(Passage passage, int next, Gap gap, int dots)
    {
        var last = passage.Word(next - 1);
        if (dots == 2)
        {
            return false;
        }

        if ((gap & (Gap.Space | Gap.Quote)) == 0)
        {
            // No space behind the stop: a number, an address or an abbreviation, unless two Arabic words met there.
            return last.Length > 1 && passage.IsArabic(next - 1) && passage.IsArabic(next) && passage.Word(next).Length > 1;
        }

        // An initial, or a letter of "أ. ف. ب".
        if (last.Length == 1 && !char.IsAsciiDigit(last[0]) && dots == 1)
        {
            return false;
        }

        return last.Length > 5 || !Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last);
    }

    private static int LastVisible(string text, int from, int to)
    {
        while (to > from && Marks.Of(text[to - 1]) is Gap.Space or Gap.Line)
        {
            to--;
        }

        return to;
    }

    private static int SkipSpace(string text, int start, int end)
    {
        while (start < end && Marks.Of(text[start]) is Gap.Space or Gap.Line or Gap.Bullet)
        {
            start++;
        }

        return start;
    }
}
