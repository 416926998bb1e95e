namespace NewsPlatform.Text;

/// <summary>
/// The one way text is folded for keys, shingles and search, for any script. What is folded stands in
/// <c>Profiles/n1.txt</c>; nothing is stemmed here. <see cref="Version"/> is stored with every key, because keys made
/// under different profiles must never be compared.
/// </summary>
public static class NormalizationProfile
{
    public const string Version = "n1";

    [ThreadStatic]
    private static TokenBuffer? buffer;

    /// <summary>The folded tokens of a text with one space between them; normalising twice changes nothing.</summary>
    public static string Normalize(ReadOnlySpan<char> text)
    {
        buffer ??= new TokenBuffer();
        buffer.Read(text);
        return buffer.Normalized.ToString();
    }
}
