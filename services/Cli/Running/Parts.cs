namespace NewsPlatform.Cli.Running;

/// <summary>What can run, by name. A new service is one line here.</summary>
internal static class Parts
{
    public const string Mongo = "mongo";
    public const string RabbitMq = "rabbitmq";
    public const string Standalone = "standalone";
    public const string Ingestion = "ingestion";
    public const string Storage = "storage";
    public const string WebConsole = "webconsole";

    /// <summary>The services of the distributed platform, each with its project.</summary>
    public static IReadOnlyList<(string Name, string Project)> Distributed { get; } =
    [
        (Ingestion, "Ingestion"),
        ("deduplication", "Deduplication"),
        ("enrichment", "Enrichment"),
        (Storage, "Storage"),
        (WebConsole, "WebConsole"),
    ];

    public static bool IsStore(string name) => name is Mongo or RabbitMq;

    /// <summary>Stores, then services in the order of the flow: how lists of processes read.</summary>
    public static int Place(string name) => name switch
    {
        Mongo => 0,
        RabbitMq => 1,
        Standalone => 2,
        _ => 3 + Distributed.TakeWhile(part => part.Name != name).Count(),
    };

    public static string Project(string service) =>
        service == Standalone ? "Standalone" : Distributed.Single(part => part.Name == service).Project;

    public static string Title(string name, int replica) => name switch
    {
        Mongo => "embedded MongoDB",
        RabbitMq => "RabbitMQ",
        Standalone => "standalone host",
        _ => $"{name}-{replica}",
    };
}
