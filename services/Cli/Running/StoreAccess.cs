using System.Globalization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Cli.Running;

/// <summary>The store of the run, for reading only: what the services wrote is theirs.</summary>
internal static class StoreAccess
{
    public const string Database = "news";

    /// <summary>A person waits for the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Anyone with a MongoDB server of their own names it here; then no embedded one is started.</summary>
    public static string? GivenMongo => NotEmpty(Environment.GetEnvironmentVariable("Mongo__ConnectionString"));

    /// <summary>The same for a broker.</summary>
    public static string? GivenRabbitMq => NotEmpty(Environment.GetEnvironmentVariable("Messaging__RabbitMq"));

    public static string EmbeddedMongo(int port) => string.Create(CultureInfo.InvariantCulture, $"mongodb://127.0.0.1:{port}/");

    /// <exception cref="NewsException">Nothing was started here yet, or the client library is missing.</exception>
    public static MongoDatabase Open(RunState state)
    {
        if (state.Mongo is not { } address)
        {
            throw new NewsException("Nothing runs here yet: start with './news up'.");
        }

        try
        {
            return MongoDatabase.Connect(new MongoOptions { ConnectionString = address, Database = Database, Connections = 2, CommandTimeout = Patience });
        }
        catch (StoreException missing)
        {
            throw new NewsException(missing.Message);
        }
    }

    private static string? NotEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
