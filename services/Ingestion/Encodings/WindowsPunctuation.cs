using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>
/// Control characters that were meant as windows-1252's quotation marks and dashes: pages and feeds write <c>&amp;#146;</c>
/// for an apostrophe. No text has the control characters of these numbers, so they are read as what was meant.
/// </summary>
internal static class WindowsPunctuation
{
    private const char First = '\u0080';
    private const char Last = '\u009F';

    // By number from 0x80 on; blanks are numbers windows-1252 does not use. 0x85 is Unicode's own line end, and stays one.
    private const string Meant = "€ ‚ƒ„ †‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    /// <summary>The text with what was meant; the same instance where there is nothing to mend.</summary>
    public static string Mend(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange(First, Last);
        if (at < 0)
        {
            return text;
        }

        var mended = new StringBuilder(text);
        for (; at < mended.Length; at++)
        {
            if (mended[at] is >= First and <= Last && Meant[mended[at] - First] is not ' ' and var meant)
            {
                mended[at] = meant;
            }
        }

        return mended.ToString();
    }
}
