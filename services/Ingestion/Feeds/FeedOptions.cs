using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.Ingestion.Feeds;

/// <summary>Settings under <c>Feeds</c>.</summary>
public sealed class FeedOptions : IValidatableObject
{
    public const string Section = "Feeds";

    /// <summary>Addresses of RSS, Atom or JSON feeds by name, for example <c>Feeds:Addresses:bbc-arabic</c>. The name is the source of what comes in.</summary>
    public IDictionary<string, Uri> Addresses { get; } = new Dictionary<string, Uri>(StringComparer.Ordinal);

    /// <summary>Pause between two looks at a feed that answers; a feed that fails is asked ever less often, up to <see cref="LongestInterval"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(10);

    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan LongestInterval { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Larger answers are refused, in bytes.</summary>
    [Range(1024, 1L << 30)]
    public long LargestAnswer { get; set; } = 16 * 1024 * 1024;

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Private, loopback and link-local addresses are refused, wherever a name or a redirection leads: a feed's address is
    /// somebody else's text. Say true only for feeds inside the own network.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, address) in Addresses)
        {
            if (name.Length is 0 or > 100 || name.AsSpan().IndexOfAny('/', '\\') >= 0 || name.StartsWith('.'))
            {
                yield return new ValidationResult($"Feeds:Addresses:{name} is no name for a source: up to 100 characters, no slash, no leading dot.");
            }

            if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            {
                yield return new ValidationResult($"Feeds:Addresses:{name} must be an http or https address.");
            }
        }
    }
}
