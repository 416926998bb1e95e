namespace NewsPlatform.Ingestion.Splitting;

/// <summary>The sign of a list at the head of a line.</summary>
internal static class Bullets
{
    private const string Signs = "•‣◦▪▫●○■□◆◇►▶➤➢✓✔∙·⁃▸▹→»";
    private const string SignsWithSpace = "-*–—>+";

    /// <summary>How many characters the sign and the space after it take; 0 when the line is no item of a list.</summary>
    public static int Length(ReadOnlySpan<char> line)
    {
        var at = 0;
        while (at < line.Length && Letters.IsDirectionMark(line[at]))
        {
            at++;
        }

        if (at == line.Length)
        {
            return 0;
        }

        var after = at + 1;
        if (!Signs.Contains(line[at]) && !(SignsWithSpace.Contains(line[at]) && after < line.Length && Letters.IsBlank(line[after])))
        {
            return 0;
        }

        while (after < line.Length && (Letters.IsBlank(line[after]) || Letters.IsDirectionMark(line[after])))
        {
            after++;
        }

        return after < line.Length ? after : 0;
    }

    /// <summary>How many characters a number with its point, bracket or dash takes ("1- ", "2. ", "٣) "); 0 when there is none.</summary>
    public static int NumberLength(ReadOnlySpan<char> line)
    {
        var at = 0;
        while (at < line.Length && Letters.IsDirectionMark(line[at]))
        {
            at++;
        }

        var digits = at;
        while (digits < line.Length && char.IsDigit(line[digits]))
        {
            digits++;
        }

        if (digits == at || digits - at > 2)
        {
            return 0;
        }

        var after = digits;
        while (after < line.Length && line[after] == ' ')
        {
            after++;
        }

        if (after == line.Length || line[after] is not ('.' or ')' or '-' or '–' or '/' or '_'))
        {
            return 0;
        }

        after++;

        // "3.5 million" and "9-11" are numbers, not the third and the ninth item.
        if (after == line.Length || char.IsDigit(line[after]))
        {
            return 0;
        }

        while (after < line.Length && Letters.IsBlank(line[after]))
        {
            after++;
        }

        return after < line.Length ? after : 0;
    }
}
