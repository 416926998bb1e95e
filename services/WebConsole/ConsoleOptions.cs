using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.WebConsole;

/// <summary>Settings under <c>WebConsole</c>.</summary>
public sealed class ConsoleOptions : IValidatableObject
{
    public const string Section = "WebConsole";

    /// <summary>Where the standalone host opens the console, for example <c>http://127.0.0.1:8088</c>; it does not without. A process of its own takes <c>ASPNETCORE_URLS</c>.</summary>
    public string? Urls { get; set; }

    /// <summary>Storage's HTTP API, for example <c>http://storage:8080/</c>.</summary>
    [Required(ErrorMessage = "WebConsole:Storage must be the address of Storage's HTTP API.")]
    public Uri? Storage { get; set; }

    /// <summary>Ingestion's door. Without it files are shown but none can be dropped here.</summary>
    public Uri? Door { get; set; }

    /// <summary>The key this console shows at the door; the door knows its SHA-256.</summary>
    public string? DoorKey { get; set; }

    /// <summary>Where a trace can be looked at, with <c>{0}</c> for its id: <c>http://localhost:16686/trace/{0}</c>. Without it only the id is shown.</summary>
    public string? Traces { get; set; }

    /// <summary>
    /// A folder for the keys that sign cookies and forms. Without it they live in memory: after a restart everybody signs in
    /// again. Replicas share one folder.
    /// </summary>
    public string? Keys { get; set; }

    /// <summary>Attempts to sign in from one address in a minute; Storage counts by name besides.</summary>
    [Range(1, 10_000)]
    public int SignInsPerMinute { get; set; } = 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, address) in new[] { (nameof(Storage), Storage), (nameof(Door), Door) })
        {
            if (address is { } given && !(given.IsAbsoluteUri && given.Scheme is "http" or "https"))
            {
                yield return new ValidationResult($"WebConsole:{name} must be an address that starts with http:// or https://.");
            }
        }

        if (Traces is { Length: > 0 } traces && !(traces.Contains("{0}", StringComparison.Ordinal) && traces.StartsWith("http", StringComparison.Ordinal)))
        {
            yield return new ValidationResult("WebConsole:Traces must be an http address with {0} where the trace's id belongs.");
        }
    }
}
