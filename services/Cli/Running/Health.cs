using System.Globalization;
using System.Text.Json;

namespace NewsPlatform.Cli.Running;

/// <summary>What a service says about itself at <c>/health/ready</c>.</summary>
/// <param name="Word">ready, degraded, not ready, or no answer.</param>
/// <param name="Detail">Which of its checks is not well, and why; none when all are.</param>
/// <param name="Works">
/// Ready, or degraded for no other reason than that claiming files pauses: that is the answer to a full disk or full
/// queues. A service that is connecting to the broker again does not work yet.
/// </param>
internal sealed record Health(string Word, string? Detail, bool Works = false)
{
    private const string Ready = "ready";
    private const string Degraded = "degraded";
    private const string Inbox = "inbox";

    public static Health Well { get; } = new(Ready, null, Works: true);

    public static Health Silent { get; } = new("no answer", "it does not listen yet, or no more");

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    public static async Task<Health> AskAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await Client.GetAsync(
                new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health/ready")), cancellationToken);
            return Read(await reply.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException)
        {
            return Silent;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new("no answer", "it did not answer within 5 s");
        }
    }

    internal static Health Read(string reply)
    {
        try
        {
            using var json = JsonDocument.Parse(reply);
            var word = json.RootElement.GetProperty("status").GetString();
            var troubled = json.RootElement.GetProperty("checks").EnumerateObject().Where(check => check.Value.GetProperty("status").GetString() != Ready).ToList();
            return word == Ready
                ? Well
                : new(word ?? "no answer", string.Join("; ", troubled.Select(Described)), word == Degraded && troubled.TrueForAll(check => check.Name == Inbox));
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new("no answer", "something else listens on its port");
        }
    }

    private static string Described(JsonProperty check) =>
        check.Value.TryGetProperty("description", out var why) ? $"{check.Name}: {why.GetString()}" : check.Name;
}
