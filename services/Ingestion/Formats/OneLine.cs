using System.Text;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Text;

namespace NewsPlatform.Ingestion.Formats;

/// <summary>Text that belongs on one line: headlines, names, addresses.</summary>
internal static class OneLine
{
    /// <summary>Cleaned, runs of white space made one space, ends trimmed. Null when nothing is left.</summary>
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clean = TextCleaner.Clean(WindowsPunctuation.Mend(text));
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
