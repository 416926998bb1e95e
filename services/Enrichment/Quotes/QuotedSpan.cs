using System.Buffers;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Quotes;

/// <summary>Words between quotation marks.</summary>
/// <param name="First">Index of the first word.</param>
/// <param name="Behind">Index behind the last word.</param>
/// <param name="Start">Offset behind the opening mark.</param>
/// <param name="End">Offset of the closing mark.</param>
internal readonly record struct QuotedSpan(int First, int Behind, int Start, int End)
{
    private static readonly SearchValues<char> MarksAndLines = SearchValues.Create("\"“”„‟«»″\n");

    public int Words => Behind - First;

    /// <summary>
    /// All of them in a text. Straight and curly marks close each other, because papers and translators mix them; angle
    /// marks close themselves. A quotation ends with its paragraph; one still open where the text is cut off counts.
    /// </summary>
    public static List<QuotedSpan> All(Passage passage, int most)
    {
        var spans = new List<QuotedSpan>();
        var text = passage.Text;
        int open = -1, word = 0;
        var angle = false;
        for (var at = 0; spans.Count < most;)
        {
            var next = text.AsSpan(at).IndexOfAny(MarksAndLines);
            if (next < 0)
            {
                break;
            }

            at += next;
            var mark = text[at];
            if (mark == '\n')
            {
                open = -1;
            }
            else if (open < 0 || mark is '«' or '„' || (angle && mark != '»'))
            {
                // An opening mark within a quotation starts anew only where the kinds agree.
                if (open < 0 ? mark != '»' : mark is '«' && !angle)
                {
                    open = at;
                    angle = mark == '«';
                }
            }
            else if (angle == (mark == '»'))
            {
                Add(open + 1, at);
                open = -1;
            }

            at++;
        }

        if (open >= 0 && spans.Count < most)
        {
            Add(open + 1, text.Length);
        }

        return spans;

        void Add(int start, int end)
        {
            while (word < passage.Count && passage.Start(word) < start)
            {
                word++;
            }

            var first = word;
            while (word < passage.Count && passage.Start(word) < end)
            {
                word++;
            }

            if (word > first)
            {
                spans.Add(new QuotedSpan(first, word, start, end));
            }
        }
    }
}
