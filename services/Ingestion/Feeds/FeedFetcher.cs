using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace NewsPlatform.Ingestion.Feeds;

/// <summary>One look at one feed.</summary>
internal sealed class FeedFetcher : IDisposable
{
    private readonly FeedOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    public FeedFetcher(IOptions<FeedOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        http = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            MaxAutomaticRedirections = 5,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = (context, cancellationToken) => AddressGuard.ConnectAsync(context.DnsEndPoint, this.options.AllowPrivateAddresses, cancellationToken),
            UseProxy = false,
        })
        {
            // The client's own limit ends with the headers; FetchAsync sets one that holds for the body too.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("NewsPlatform", "0.1"));
    }

    public void Dispose() => http.Dispose();

    /// <summary>Asks for what changed since the last look.</summary>
    /// <exception cref="HttpRequestException">No answer, a bad one, or one that is too large.</exception>
    /// <exception cref="OperationCanceledException">No answer in time.</exception>
    public async Task<FeedAnswer> FetchAsync(Uri address, FeedState state, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        return await AskAsync(address, state, limit.Token);
    }

    private async Task<FeedAnswer> AskAsync(Uri address, FeedState state, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (state.ETag is { } tag && EntityTagHeaderValue.TryParse(tag, out var parsed))
        {
            request.Headers.IfNoneMatch.Add(parsed);
        }

        if (DateTimeOffset.TryParse(state.LastModified, CultureInfo.InvariantCulture, out var modified))
        {
            request.Headers.IfModifiedSince = modified;
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return new FeedAnswer(null, state.ETag, state.LastModified, wait, null);
        }

        if (!response.IsSuccessStatusCode)
        {
            return new FeedAnswer(null, null, null, wait, $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}");
        }

        return new FeedAnswer(
            await ReadAsync(response, cancellationToken),
            response.Headers.ETag?.ToString(),
            response.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture),
            wait,
            null);
    }

    // The limit counts decompressed bytes, so that a bomb ends here.
    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[81920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > options.LargestAnswer)
            {
                throw new HttpRequestException($"the answer is larger than Feeds:LargestAnswer, {options.LargestAnswer:N0} bytes");
            }
        }

        return body.ToArray();
    }
}

/// <param name="Body">The feed, or null when nothing changed or the look failed.</param>
/// <param name="Wait">How long the server asks to be left alone.</param>
/// <param name="Failure">Why the look failed, or null.</param>
internal sealed record FeedAnswer(byte[]? Body, string? ETag, string? LastModified, TimeSpan? Wait, string? Failure);
