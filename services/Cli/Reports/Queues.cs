using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Reports;

/// <summary>One queue at the broker.</summary>
internal sealed record QueueDepth
{
    public required string Name { get; init; }

    /// <summary>Messages that wait for a consumer.</summary>
    public required long Ready { get; init; }

    /// <summary>Messages that consumers hold.</summary>
    public required long Held { get; init; }

    public required int Consumers { get; init; }

    /// <summary>Nobody reads it: what lies there waits for a person.</summary>
    public bool IsForPeople => Name.EndsWith("_error", StringComparison.Ordinal) || Name == "news.undeliverable";

    /// <summary>Known where a message is one article: in error queues. Elsewhere a message holds 1 to 32.</summary>
    public long? Articles => Name.EndsWith("_error", StringComparison.Ordinal) ? Ready + Held : Ready + Held == 0 ? 0 : null;
}

/// <summary>Asks RabbitMQ's management API.</summary>
internal static class Queues
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <returns>Null when the broker does not answer.</returns>
    public static async Task<IReadOnlyList<QueueDepth>?> AskAsync(Places places, string management, CancellationToken cancellationToken)
    {
        var (user, password) = Brokers.Credentials(places);
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(new Uri(management), "api/queues?columns=name,messages_ready,messages_unacknowledged,consumers"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        try
        {
            using var reply = await Client.SendAsync(request, cancellationToken);
            return reply.IsSuccessStatusCode ? Read(await reply.Content.ReadAsStringAsync(cancellationToken)) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    internal static IReadOnlyList<QueueDepth> Read(string reply)
    {
        using var json = JsonDocument.Parse(reply);
        return
        [
            .. json.RootElement.EnumerateArray()
                .Select(queue => new QueueDepth
                {
                    Name = queue.GetProperty("name").GetString()!,

                    // Absent in the first seconds of a queue's life.
                    Ready = Number(queue, "messages_ready"),
                    Held = Number(queue, "messages_unacknowledged"),
                    Consumers = (int)Number(queue, "consumers"),
                })
                .OrderBy(queue => queue.Name, StringComparer.Ordinal),
        ];
    }

    private static long Number(JsonElement queue, string name) => queue.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;
}
