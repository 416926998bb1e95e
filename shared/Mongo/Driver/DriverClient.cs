using System.Text;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Driver;

namespace NewsPlatform.Mongo.Driver;

/// <summary>Commands over MongoDB.Driver, built where the registry has it (<c>-p:FullRegistry=true</c>).</summary>
internal sealed class DriverClient : IMongoClient
{
    private static readonly JsonDocumentOptions ReplyOptions = new() { MaxDepth = 256 };
    private static readonly JsonWriterSettings Relaxed = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };
    private readonly MongoClient client;

    public DriverClient(MongoOptions options)
    {
        try
        {
            var settings = MongoClientSettings.FromConnectionString(options.ConnectionString);
            settings.MaxConnectionPoolSize = options.Connections;
            if (!options.ConnectionString.Contains("serverSelectionTimeoutMS", StringComparison.OrdinalIgnoreCase))
            {
                settings.ServerSelectionTimeout = TimeSpan.FromSeconds(5);
            }

            client = new MongoClient(settings);
        }
        catch (Exception error) when (error is MongoConfigurationException or FormatException or ArgumentException)
        {
            // The driver's own words quote the string, password and all.
            throw new StoreException(
                "Mongo:ConnectionString cannot be read as a MongoDB connection string (in user and password, percent-encode : / ? # [ ] @ %)");
        }
    }

    public async Task<JsonDocument> RunCommandAsync(string database, ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = BsonDocument.Parse(Encoding.UTF8.GetString(command.Span)).ToBson();
            if (bytes.Length > StoreErrors.LargestCommand)
            {
                throw StoreErrors.For(StoreErrors.TooLarge, StoreErrors.TooLargeReason);
            }

            using var document = new RawBsonDocument(bytes);
            var reply = await client.GetDatabase(database).RunCommandAsync<BsonDocument>(document, ReadPreference.Primary, cancellationToken);
            return JsonDocument.Parse(reply.ToJson(Relaxed), ReplyOptions);
        }
        catch (Exception error) when (Translate(error) is { } translated)
        {
            throw translated;
        }
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static StoreException? Translate(Exception error) => error switch
    {
        ObjectDisposedException => null,
        MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoExecutionTimeoutException => Unavailable(error),
        MongoCommandException refused => StoreErrors.For(refused.Code, refused.ErrorMessage ?? ""),
        MongoAuthenticationException => new StoreRefusedException(18, "the store did not accept user and password"),
        MongoConnectionException or MongoConnectionPoolPausedException or MongoWaitQueueFullException or TimeoutException => Unavailable(error),

        // A document that is no BSON or too large for it: found while it is written, before anything is sent.
        FormatException or BsonException or InvalidOperationException or ArgumentException or IOException or OverflowException =>
            new StoreRefusedException(StoreErrors.FailedToParse, StoreErrors.Shorten(error.Message)),
        _ => null,
    };

    private static StoreUnavailableException Unavailable(Exception error) =>
        new($"The store is not available: {StoreErrors.Shorten(error.Message)}");
}
