using System.Buffers;
using System.Text;

namespace NewsPlatform.Text;

/// <summary>
/// The cleaning at the door: applied once to every text, before anything is hashed, stored or sent.
/// A lone surrogate would become U+FFFD in JSON without a word, and a hash taken before the bus would then
/// differ from one taken after it; NUL and control characters break stores and terminals.
/// </summary>
public static class TextCleaner
{
    // Everything Unicode calls a new line becomes one line feed; every other control character but tab is removed.
    private const char NextLine = '\u0085', LineSeparator = '\u2028', ParagraphSeparator = '\u2029';

    private static readonly SearchValues<char> Suspects = SearchValues.Create(SuspectCharacters());

    /// <summary>Cleans a text. Idempotent; the same instance comes back when there is nothing to clean.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = FirstFault(text);
        if (first < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        clean.Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c == '\r')
            {
                clean.Append('\n');
                i += i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
            }
            else if (c is '\v' or '\f' or NextLine or LineSeparator or ParagraphSeparator)
            {
                clean.Append('\n');
            }
            else if (!char.IsSurrogate(c) && !IsRemoved(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    // Whole surrogate pairs (emoji) are suspects but no faults: the search goes on behind them.
    private static int FirstFault(ReadOnlySpan<char> text)
    {
        var from = 0;
        while (true)
        {
            var next = text[from..].IndexOfAny(Suspects);
            if (next < 0)
            {
                return -1;
            }

            from += next;
            if (!char.IsHighSurrogate(text[from]) || from + 1 == text.Length || !char.IsLowSurrogate(text[from + 1]))
            {
                return from;
            }

            from += 2;
        }
    }

    private static bool IsRemoved(char c) => char.IsControl(c) && c is not ('\t' or '\n');

    private static char[] SuspectCharacters() =>
    [
        .. Enumerable.Range(0, 0x10000)
            .Select(code => (char)code)
            .Where(c => IsRemoved(c) || char.IsSurrogate(c) || c is LineSeparator or ParagraphSeparator),
    ];
}
