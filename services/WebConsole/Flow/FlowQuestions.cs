using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace NewsPlatform.WebConsole.Flow;

/// <summary>What is asked of others over HTTP: the broker's management API, Storage's balance, Ingestion's door.</summary>
internal sealed class FlowQuestions : IDisposable
{
    // Whoever takes longer is told to be silent; the next second asks again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Loopback or the cluster's own network: a proxy of the machine has no business in between.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { Timeout = Patience };
    private readonly FlowOptions options;
    private readonly Func<Uri?> own;

    public FlowQuestions(FlowOptions options, Func<Uri?> own)
    {
        this.options = options;
        this.own = own;
    }

    public bool KnowsBroker => options.Management is not null;

    /// <summary>Every queue of the virtual host, by name.</summary>
    public async Task<Dictionary<string, QueueCount>> QueuesAsync(CancellationToken cancellationToken)
    {
        var host = Uri.EscapeDataString(options.VirtualHost ?? "/");
        using var reply = await AskBrokerAsync($"api/queues/{host}?columns=name,messages_ready,messages_unacknowledged,consumers,message_stats.ack", cancellationToken);
        return reply.RootElement.EnumerateArray()
            .Where(queue => queue.TryGetProperty("messages_ready", out _)) // Absent in the first second of a queue's life.
            .ToDictionary(
                queue => queue.GetProperty("name").GetString()!,
                queue => new QueueCount(
                    Number(queue, "messages_ready"),
                    Number(queue, "messages_unacknowledged"),
                    queue.TryGetProperty("message_stats", out var stats) && stats.ValueKind == JsonValueKind.Object ? Number(stats, "ack") : 0,
                    Number(queue, "consumers")),
                StringComparer.Ordinal);
    }

    /// <summary>Whether the broker takes nothing from publishers, and its version.</summary>
    public async Task<(bool Alarm, string? Version)> AlarmAsync(CancellationToken cancellationToken)
    {
        using var nodes = await AskBrokerAsync("api/nodes?columns=name,mem_alarm,disk_free_alarm", cancellationToken);
        using var overview = await AskBrokerAsync("api/overview?columns=rabbitmq_version", cancellationToken);
        return (
            nodes.RootElement.EnumerateArray().Any(node => IsTrue(node, "mem_alarm") || IsTrue(node, "disk_free_alarm")),
            overview.RootElement.TryGetProperty("rabbitmq_version", out var version) ? version.GetString() : null);
    }

    public async Task<BalanceFlow> BalanceAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if ((options.Storage ?? own()) is not { } address || options.StorageKey is not { Length: > 0 } key)
        {
            return new() { At = null, Trouble = "Flow:StorageKey is not set: the balance is not asked" };
        }

        using var reply = await AskAsync(new Uri(address, "api/balance"), new AuthenticationHeaderValue("Bearer", key), cancellationToken);
        var line = reply.RootElement.GetProperty("lines").EnumerateArray().FirstOrDefault();
        var none = line.ValueKind != JsonValueKind.Object;
        return new()
        {
            Found = none ? 0 : Number(line, "found"),
            Stored = none ? 0 : Number(line, "stored"),
            Repeated = none ? 0 : line.GetProperty("repeated").EnumerateObject().Sum(kind => kind.Value.GetInt64()),
            Quarantined = none ? 0 : Number(line, "quarantined"),
            Rejected = none ? 0 : Number(line, "rejected"),
            InFlight = none ? 0 : Number(line, "inFlight"),
            Difference = none ? 0 : Number(line, "difference"),
            ArticlesInStore = Number(reply.RootElement, "articlesInStore"),
            RepeatsInStore = Number(reply.RootElement, "repeatsInStore"),
            At = now,
        };
    }

    public async Task<IngestionFlow> DoorAsync(CancellationToken cancellationToken)
    {
        if ((options.Door ?? own()) is not { } address || options.DoorKey is not { Length: > 0 } key)
        {
            return new() { At = null, Trouble = "WebConsole:DoorKey is not set: the door is not asked" };
        }

        using var reply = await AskAsync(new Uri(address, "door/state"), new AuthenticationHeaderValue("Bearer", key), cancellationToken);
        var state = reply.RootElement;
        var files = state.GetProperty("files");
        return new()
        {
            State = Text(state, "state"),
            Kind = Text(state, "kind"),
            Reason = Text(state, "reason"),
            By = Text(state, "by"),
            Since = state.GetProperty("since").GetDateTimeOffset(),
            Inbox = Number(files, "inbox"),
            Work = Number(files, "work"),
            Done = Number(files, "done"),
            Failed = Number(files, "failed"),
            CountsAreComplete = IsTrue(files, "complete"),
            InFlight = state.TryGetProperty("inFlight", out _) ? Number(state, "inFlight") : null,
            PauseAbove = Number(state, "pauseAbove"),
            ResumeBelow = Number(state, "resumeBelow"),

            // As of when its oldest figure is.
            At = files.GetProperty("countedAt").GetDateTimeOffset(),
        };
    }

    public void Dispose() => http.Dispose();

    private Task<JsonDocument> AskBrokerAsync(string path, CancellationToken cancellationToken)
    {
        var management = options.Management!;
        var user = Uri.UnescapeDataString(management.UserInfo);
        var plain = new UriBuilder(management) { UserName = "", Password = "" }.Uri;
        return AskAsync(new Uri(plain, path), new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user))), cancellationToken);
    }

    private async Task<JsonDocument> AskAsync(Uri address, AuthenticationHeaderValue who, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = who;
        using var reply = await http.SendAsync(request, cancellationToken);
        reply.EnsureSuccessStatusCode();
        return await JsonDocument.ParseAsync(await reply.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
    }

    private static long Number(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool IsTrue(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
