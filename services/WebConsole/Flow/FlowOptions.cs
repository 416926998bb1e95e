using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.WebConsole.Flow;

/// <summary>Settings under <c>Flow</c>: whom the picture of the flow is asked of. Whoever is not named is shown as unknown.</summary>
public sealed class FlowOptions : IValidatableObject
{
    public const string Section = "Flow";

    /// <summary>
    /// The broker's management API, with user and password: <c>http://user:password@rabbitmq:15672/</c>. Without it depths and
    /// ages of queues are unknown; in the standalone host there is none.
    /// </summary>
    public Uri? Management { get; set; }

    /// <summary>The virtual host of the queues; that of <c>Messaging:RabbitMq</c> when absent.</summary>
    public string? VirtualHost { get; set; }

    /// <summary>Storage's HTTP API; <c>WebConsole:Storage</c> when absent.</summary>
    public Uri? Storage { get; set; }

    /// <summary>A viewer's key there; Storage knows its SHA-256 as <c>Api:ConsoleKeyHash</c>.</summary>
    public string? StorageKey { get; set; }

    /// <summary>Ingestion's door; <c>WebConsole:Door</c> when absent.</summary>
    public Uri? Door { get; set; }

    /// <summary>The console's key there; <c>WebConsole:DoorKey</c> when absent.</summary>
    public string? DoorKey { get; set; }

    /// <summary>How often everything is asked and a new picture is made.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(0.5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, address) in new[] { (nameof(Management), Management), (nameof(Storage), Storage), (nameof(Door), Door) })
        {
            if (address is { } given && !(given.IsAbsoluteUri && given.Scheme is "http" or "https"))
            {
                yield return new ValidationResult($"Flow:{name} must be an address that starts with http:// or https://.");
            }
        }
    }
}
