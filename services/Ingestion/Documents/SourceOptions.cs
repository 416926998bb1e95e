using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>
/// Settings under <c>Sources</c>: how the plain texts of one source are split where the guess is wrong. The key is the
/// source's name, or a pattern with * and ?: <c>Sources:Profiles:agency-*:SeparatorLine</c>.
/// </summary>
public sealed class SourceOptions : IValidatableObject
{
    public const string Section = "Sources";

    public IDictionary<string, SourceProfile> Profiles { get; } = new Dictionary<string, SourceProfile>(StringComparer.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (source, profile) in Profiles)
        {
            var given = (profile.SeparatorLine is null ? 0 : 1) + (profile.SeparatorPattern is null ? 0 : 1) + (profile.OneArticlePerFile ? 1 : 0);
            if (given != 1)
            {
                yield return new ValidationResult($"Sources:Profiles:{source} must say one of SeparatorLine, SeparatorPattern and OneArticlePerFile.");
            }

            if (profile.SeparatorPattern is { } pattern && !IsPattern(pattern))
            {
                yield return new ValidationResult($"Sources:Profiles:{source}:SeparatorPattern is no regular expression: {pattern}");
            }
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = Regex.IsMatch("", pattern, RegexOptions.None, TimeSpan.FromMilliseconds(100));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>How one source separates its articles. Exactly one of the three is given.</summary>
public sealed class SourceProfile
{
    /// <summary>The line that stands between articles, for example <c>*****</c>.</summary>
    public string? SeparatorLine { get; set; }

    /// <summary>A regular expression for the lines that stand between articles.</summary>
    public string? SeparatorPattern { get; set; }

    /// <summary>Every file is one article.</summary>
    public bool OneArticlePerFile { get; set; }

    internal SplittingProfile ToSplitting() =>
        new() { SeparatorLine = SeparatorLine, SeparatorPattern = SeparatorPattern, OneArticlePerFile = OneArticlePerFile };
}
