using System.Text;

namespace NewsPlatform.Cli.Screens;

/// <summary>
/// Arabic among Latin words: without marks the numbers and brackets around it change places on the screen. Unicode's
/// isolates (UAX 9) keep each run to itself; terminals and editors that do not know them show nothing for them.
/// </summary>
internal static class Bidi
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>A value of its own direction, for use within a line.</summary>
    public static string Isolate(string text) => HasRightToLeft(text) ? $"{FirstStrongIsolate}{text}{PopDirectionalIsolate}" : text;

    /// <summary>The first letters of a text on one line, isolated, never cut within a character.</summary>
    public static string Excerpt(string text, int letters)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length > letters)
        {
            var end = Cut(line, letters);
            line = string.Concat(line.AsSpan(0, end).TrimEnd(), "…");
        }

        return Isolate(line);
    }

    /// <summary>A line of a log: each run of right-to-left words is isolated in its place.</summary>
    public static string Lines(string line)
    {
        if (!HasRightToLeft(line))
        {
            return line;
        }

        var result = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length;)
        {
            if (!IsRightToLeft(line[i]))
            {
                result.Append(line[i++]);
                continue;
            }

            // The run goes on to its last right-to-left letter: spaces between words belong to it, those behind it do not.
            var end = i;
            for (var j = i; j < line.Length && (IsRightToLeft(line[j]) || IsBetweenWords(line[j])); j++)
            {
                if (IsRightToLeft(line[j]))
                {
                    end = j;
                }
            }

            result.Append(FirstStrongIsolate).Append(line, i, end - i + 1).Append(PopDirectionalIsolate);
            i = end + 1;
        }

        return result.ToString();
    }

    private static bool HasRightToLeft(string text) => text.AsSpan().ContainsAnyInRange('\u0590', '\u08FF') || text.AsSpan().ContainsAnyInRange('\uFB1D', '\uFEFC');

    private static bool IsRightToLeft(char letter) => letter is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFEFC');

    private static bool IsBetweenWords(char letter) => letter is ' ' or '-' or '_' or '\'' or '"' or '،' or '.';

    private static int Cut(string line, int letters)
    {
        var end = 0;
        while (end < line.Length && System.Globalization.StringInfo.GetNextTextElementLength(line, end) is var step && end + step <= letters)
        {
            end += step;
        }

        return end;
    }
}
