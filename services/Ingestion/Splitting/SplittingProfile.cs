using System.Text.RegularExpressions;

namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// How the texts of one source are to be split, where the guess is wrong. At most one of the three is set; with none the
/// splitter guesses.
/// </summary>
internal sealed record SplittingProfile
{
    // Patterns that cannot run without backtracking get this long for one line; the first line to exceed it ends the use
    // of the pattern, so a document costs it once.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(100);

    private Regex? _pattern;

    /// <summary>A line that stands between stories, white space at its ends not counted.</summary>
    public string? SeparatorLine { get; init; }

    /// <summary>A regular expression that matches lines that stand between stories.</summary>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public string? SeparatorPattern
    {
        get => _pattern?.ToString();
        init => _pattern = value is null ? null : Compile(value);
    }

    /// <summary>The whole file is one story.</summary>
    public bool OneArticlePerFile { get; init; }

    /// <summary>Whether the profile fixes where stories begin.</summary>
    public bool IsFixed => OneArticlePerFile || SeparatorLine is not null || _pattern is not null;

    /// <summary>Whether a line, trimmed, separates stories.</summary>
    /// <exception cref="RegexMatchTimeoutException">The pattern took too long.</exception>
    public bool Separates(ReadOnlySpan<char> line) =>
        (SeparatorLine is not null && line.SequenceEqual(SeparatorLine.AsSpan().Trim())) || (_pattern?.IsMatch(line) ?? false);

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LongestMatch);
        }
        catch (NotSupportedException)
        {
            // Look-arounds and back-references need the backtracking engine; the time limit keeps it in bounds.
            return new Regex(pattern, RegexOptions.CultureInvariant, LongestMatch);
        }
    }
}
