using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace NewsPlatform.WebConsole.Asking;

/// <summary>Asks one service over HTTP. Every failure is a <see cref="TroubleException"/>, so that no page shows a stack.</summary>
public abstract class ServiceClient(HttpClient http)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    // A person waits for the page.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether an address is configured at all.</summary>
    public bool IsKnown => http.BaseAddress is not null;

    protected abstract string? Token { get; }

    /// <summary>The browser's address: attempts to sign in are counted by it, not by this console's.</summary>
    protected virtual string? Asker => null;

    protected Task<T> GetAsync<T>(string address, CancellationToken cancellationToken) =>
        ReadAsync<T>(HttpMethod.Get, address, body: null, cancellationToken);

    protected Task<T> PostAsync<T>(string address, object? body, CancellationToken cancellationToken) =>
        ReadAsync<T>(HttpMethod.Post, address, body is null ? null : JsonContent.Create(body, options: Json), cancellationToken);

    protected async Task SendAsync(HttpMethod method, string address, object? body, CancellationToken cancellationToken)
    {
        using var reply = await AskAsync(method, address, body is null ? null : JsonContent.Create(body, options: Json), cancellationToken);
    }

    protected async Task<T> ReadAsync<T>(HttpMethod method, string address, HttpContent? body, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var reply = await AskAsync(method, address, body, patience.Token);
            return await reply.Content.ReadFromJsonAsync<T>(Json, patience.Token) ?? throw new TroubleException(TroubleKind.Broken, "an empty answer");
        }
        catch (JsonException unreadable)
        {
            throw new TroubleException(TroubleKind.Broken, unreadable.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TroubleException(TroubleKind.Slow);
        }
    }

    /// <summary>The answer while it arrives, for downloads; the caller disposes it.</summary>
    /// <exception cref="TroubleException">It was not answered with success.</exception>
    protected async Task<HttpResponseMessage> AskAsync(HttpMethod method, string address, HttpContent? body, CancellationToken cancellationToken)
    {
        if (http.BaseAddress is null)
        {
            throw new TroubleException(TroubleKind.Away);
        }

        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = body };
        if (Token is { Length: > 0 } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (Asker is { } asker)
        {
            request.Headers.Add("X-Forwarded-For", asker);
        }

        HttpResponseMessage reply;
        try
        {
            reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException away)
        {
            throw new TroubleException(TroubleKind.Away, away.HttpRequestError.ToString());
        }

        if (reply.IsSuccessStatusCode)
        {
            return reply;
        }

        using (reply)
        {
            throw await TroubleAsync(reply, cancellationToken);
        }
    }

    private static async Task<TroubleException> TroubleAsync(HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        string? detail = null;
        try
        {
            detail = (await reply.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))?["detail"]?.ToString();
        }
        catch (JsonException)
        {
            // Whoever answered speaks no problem details: the status has to do.
        }

        var kind = reply.StatusCode switch
        {
            HttpStatusCode.Unauthorized => TroubleKind.SignedOut,
            HttpStatusCode.Forbidden => TroubleKind.NotAllowed,
            HttpStatusCode.NotFound => TroubleKind.NotFound,
            HttpStatusCode.TooManyRequests => TroubleKind.TooMany,
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => TroubleKind.Away,
            >= HttpStatusCode.InternalServerError => TroubleKind.Broken,
            _ => TroubleKind.Refused,
        };
        return new(kind, detail, reply.Headers.RetryAfter?.Delta);
    }
}
