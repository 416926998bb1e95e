using System.Buffers;
using System.Text;

namespace NewsPlatform.Ingestion.Formats;

/// <summary>
/// Cleans text once, at the door, before anything is hashed: lone surrogates become U+FFFD (a JSON writer would do so
/// silently later), control characters, byte order marks and non-characters go, line ends become \n.
/// </summary>
internal static class TextCleaner
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x20).Where(c => c is not ('\n' or '\t')).Select(c => (char)c))
        + string.Concat(Enumerable.Range(0x7F, 0x21).Select(c => (char)c))
        + string.Concat(Enumerable.Range(0xD800, 0x800).Select(c => (char)c))
        + "\uFEFF\uFFFE\uFFFF\u2028\u2029");

    public static string Clean(string text)
    {
        var first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length).Append(text.AsSpan(0, first));
        for (var i = first; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\n' or '\t':
                    clean.Append(c);
                    break;
                case '\r':
                    if (i + 1 >= text.Length || text[i + 1] != '\n')
                    {
                        clean.Append('\n');
                    }

                    break;
                case '\u0085' or '\u2028' or '\u2029':
                    clean.Append('\n');
                    break;
                case < ' ' or (>= '\u007F' and <= '\u009F') or '\uFEFF' or '\uFFFE' or '\uFFFF':
                    break;
                case >= '\uD800' and <= '\uDFFF':
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        clean.Append(c).Append(text[++i]);
                    }
                    else
                    {
                        clean.Append('\uFFFD');
                    }

                    break;
                default:
                    clean.Append(c);
                    break;
            }
        }

        return clean.ToString();
    }

    /// <summary>One line: cleaned, white space runs made one space, ends trimmed. Null when nothing is left.</summary>
    public static string? Line(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clean = Clean(text);
        var line = new StringBuilder(clean.Length);
        var space = false;
        foreach (var c in clean)
        {
            if (char.IsWhiteSpace(c))
            {
                space = line.Length > 0;
            }
            else
            {
                if (space)
                {
                    line.Append(' ');
                    space = false;
                }

                line.Append(c);
            }
        }

        return line.Length == 0 ? null : line.ToString();
    }
}
