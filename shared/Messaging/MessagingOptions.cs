using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.Messaging;

/// <summary>Settings under <c>Messaging</c>.</summary>
public sealed class MessagingOptions : IValidatableObject
{
    public const string Section = "Messaging";

    /// <summary><c>RabbitMq</c> or <c>InMemory</c>. No default: a service never guesses where its messages go.</summary>
    [Required(ErrorMessage = "Messaging:Transport is missing: say RabbitMq or InMemory.")]
    public Transport? Transport { get; set; }

    /// <summary>Address of the broker, for example <c>amqp://user:password@broker:5672/</c>; for <see cref="Messaging.Transport.RabbitMq"/> only.</summary>
    public Uri? RabbitMq { get; set; }

    /// <summary>Articles in one message at most, 1 to 32. Each stage pays its commands to the store, its confirms and the envelope once a message: they are shared by all in it.</summary>
    [Range(1, 32)]
    public int BundleSize { get; set; } = 32;

    /// <summary>Bytes of text in one message at most, unless a single article is larger.</summary>
    [Range(1024, 8 * 1024 * 1024)]
    public int BundleBytes { get; set; } = 256 * 1024;

    /// <summary>How long an unfinished bundle waits for more articles.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan BundleWait { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Messages the broker hands to one replica of a stage before the first is acknowledged. Measured: 16 to 32 bundles.</summary>
    [Range(1, 1000)]
    public ushort Prefetch { get; set; } = 16;

    /// <summary>Messages one replica of a stage works on at the same time.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>How often a single article is tried again when its own content may be the fault.</summary>
    [Range(0, 10)]
    public int ArticleRetries { get; set; } = 2;

    /// <summary>Longest pause between two tries while the store or the broker is away. Those tries do not end before the service stops.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a replica says that it is alive. One whose word is missing for three times as long is shown as lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:30")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Transport == Messaging.Transport.RabbitMq && RabbitMq is null)
        {
            yield return new ValidationResult("Messaging:RabbitMq is missing: give the broker's address, amqp://user:password@host:port/.", [nameof(RabbitMq)]);
        }

        if (RabbitMq is { } address && address.Scheme is not ("amqp" or "amqps"))
        {
            yield return new ValidationResult("Messaging:RabbitMq must start with amqp:// or amqps://.", [nameof(RabbitMq)]);
        }
    }
}

/// <summary>What carries the messages.</summary>
public enum Transport
{
    /// <summary>Queues in this process: the standalone host. What is in them dies with the process.</summary>
    InMemory,

    /// <summary>Durable quorum queues on a broker: each service its own process.</summary>
    RabbitMq,
}
