namespace NewsPlatform.Ingestion.Splitting;

/// <summary>Finds web addresses in a line.</summary>
internal static class Links
{
    /// <summary>The first address in the text, without the punctuation after it; null when there is none.</summary>
    public static string? First(string text)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        if (at >= 0)
        {
            while (at > 0 && char.IsAsciiLetter(text[at - 1]))
            {
                at--;
            }
        }
        else
        {
            at = text.IndexOf("www.", StringComparison.OrdinalIgnoreCase);
        }

        if (at < 0)
        {
            return null;
        }

        var end = at;
        while (end < text.Length && !Letters.IsBlank(text[end]) && !Letters.IsDirectionMark(text[end]) && text[end] is not ('"' or '<' or '>' or '»' or '”'))
        {
            end++;
        }

        var link = text[at..end].TrimEnd('.', ',', ';', ':', '!', ')', ']', '،', '؛');
        return link.Length > "http://".Length ? link : null;
    }
}
