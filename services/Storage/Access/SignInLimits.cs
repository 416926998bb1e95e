using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Access;

/// <summary>
/// How often a password may be tried, by name and by address. Counted in the store: a limit holds over all replicas and
/// over their restarts. Owns the collection <c>attempts</c>.
/// </summary>
/// <remarks>
/// A try is counted before the password is looked at, so that tries made at the same time are all counted. Whoever signs in
/// gets the name's tries back, and the address its own one.
/// </remarks>
internal sealed class SignInLimits(MongoDatabase database, TimeProvider time)
{
    private const string Attempts = "attempts";

    /// <summary>Tries for one name in a window. A person has mistyped long before; a list of passwords takes years.</summary>
    public const int PerName = 10;

    /// <summary>Tries from one address in a window: an office may sit behind one.</summary>
    public const int PerAddress = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private const int SweptAtOnce = 50;

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.EnsureCollectionAsync(
            new CollectionDefinition { Name = Attempts, Indexes = [new IndexDefinition { Name = "until", Keys = new JsonObject { ["until"] = 1 } }] },
            cancellationToken);

    /// <summary>Counts one try.</summary>
    /// <param name="name">Whose password.</param>
    /// <param name="address">From where; none is not counted.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    /// <returns>How long to wait, or null when it may be made.</returns>
    public async Task<TimeSpan?> TryAsync(string name, IPAddress? address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await database.DeleteAsync(Attempts, new JsonObject { ["until"] = new JsonObject { ["$lte"] = MongoJson.Node(now) } }, SweptAtOnce, cancellationToken);
        var byAddress = address is null ? null : await CountAsync(KeyOf(address), PerAddress, now, cancellationToken);
        var byName = byAddress is null ? await CountAsync(KeyOf(name), PerName, now, cancellationToken) : null;
        return byAddress ?? byName;
    }

    public async Task SucceededAsync(string name, IPAddress? address, CancellationToken cancellationToken)
    {
        await database.DeleteAsync(Attempts, new JsonObject { ["_id"] = KeyOf(name) }, 1, cancellationToken);
        if (address is null)
        {
            return;
        }

        await database.UpdateAsync(
            Attempts,
            [new UpdateOne(new JsonObject { ["_id"] = KeyOf(address), ["count"] = new JsonObject { ["$gt"] = 0 } }, new JsonObject { ["$inc"] = new JsonObject { ["count"] = -1 } })],
            cancellationToken);
    }

    private async Task<TimeSpan?> CountAsync(string key, int most, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // One step: a window that is over begins anew, one that is running counts on.
        var running = new JsonObject { ["$gt"] = new JsonArray("$until", MongoJson.Node(now)) };
        using var reply = await database.RunAsync(
            new JsonObject
            {
                ["findAndModify"] = Attempts,
                ["query"] = new JsonObject { ["_id"] = key },
                ["update"] = new JsonArray(new JsonObject
                {
                    ["$set"] = new JsonObject
                    {
                        ["count"] = new JsonObject { ["$cond"] = new JsonArray(running, new JsonObject { ["$add"] = new JsonArray("$count", 1) }, 1) },
                        ["until"] = new JsonObject { ["$cond"] = new JsonArray(running.DeepClone(), "$until", MongoJson.Node(now + Window)) },
                    },
                }),
                ["upsert"] = true,
                ["new"] = true,
            },
            cancellationToken);
        var counted = JsonNode.Parse(reply.RootElement.GetProperty("value").GetRawText())!;
        var until = System.Text.Json.JsonSerializer.Deserialize<DateTimeOffset>(counted["until"], MongoJson.Options);
        return counted["count"]!.GetValue<int>() > most ? until - now : null;
    }

    private static string KeyOf(string name) => "name:" + (name.Length > 100 ? name[..100] : name);

    // Whoever has one IPv6 address has all of its /64.
    private static string KeyOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? string.Create(CultureInfo.InvariantCulture, $"address:{Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))}::/64")
            : $"address:{address}";
    }
}
