using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.Storage.Articles;

/// <summary>Settings under <c>Retention</c>. Off by default: nothing is deleted.</summary>
public sealed class RetentionOptions : IValidatableObject
{
    public const string Section = "Retention";

    /// <summary>The name that stands for every source without a line of its own.</summary>
    public const string Others = "*";

    private const int Longest = 100 * 366;

    /// <summary>
    /// Days after which articles and repeats of a source are deleted, counted from when they came in; by source, for example
    /// <c>Retention:Days:wire = 90</c>. The ledger and the files stay.
    /// </summary>
    public IDictionary<string, int> Days { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Days.Where(source => source.Value is < 1 or > Longest)
            .Select(source => new ValidationResult($"Retention:Days:{source.Key} must be 1 to {Longest} days."));
}
