using System.Globalization;
using System.Text.Json;

namespace NewsPlatform.Cli.Running;

/// <summary>What a service says about itself at <c>/health/ready</c>.</summary>
/// <param name="Word">ready, degraded, not ready, or no answer.</param>
/// <param name="Detail">Which of its checks is not well, and why; none when all are.</param>
internal sealed record Health(string Word, string? Detail)
{
    public const string Ready = "ready";
    private const string Degraded = "degraded";

    /// <summary>A service that has paused claiming files works: the pause is its answer to a full disk or full queues.</summary>
    public bool Works => Word is Ready or Degraded;

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
            return new("no answer", "it does not listen yet, or no more");
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
            var troubled =
                from check in json.RootElement.GetProperty("checks").EnumerateObject()
                where check.Value.GetProperty("status").GetString() != Ready
                select check.Value.TryGetProperty("description", out var why) ? $"{check.Name}: {why.GetString()}" : check.Name;
            var detail = string.Join("; ", troubled);
            return new(json.RootElement.GetProperty("status").GetString() ?? "no answer", detail.Length == 0 ? null : detail);
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new("no answer", "something else listens on its port");
        }
    }
}
