using System.Globalization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Cli.Running;

/// <summary>The store of the run, for reading only: what the services wrote is theirs.</summary>
internal static class StoreAccess
{
    public const string Database = "news";

    /// <summary>A person waits for the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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
}
