using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Asking;

/// <summary>Asks the API of the platform that runs here, with the key that <c>up</c> made for it.</summary>
internal sealed class StorageApi : IDisposable
{
    private readonly HttpClient client;

    private StorageApi(HttpClient client) => this.client = client;

    /// <exception cref="NewsException">Nothing that answers runs here.</exception>
    public static StorageApi Connect(Places places)
    {
        var state = RunFile.Load(places.State).State;
        var process = state.Services.FirstOrDefault(process => process.Name is Parts.Standalone or Parts.Storage && process.Identity.IsAlive)
            ?? throw new NewsException("Nothing is running here that could answer: './news up' starts the platform.");
        if (state.ApiKey is not { } key)
        {
            throw new NewsException("The platform runs with settings of an older version: './news down' and './news up'.");
        }

        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{process.Port}/")),
            Timeout = TimeSpan.FromMinutes(5),
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new(client);
    }

    /// <exception cref="NewsException">It was refused; the message is the API's own.</exception>
    public Task<JsonObject> GetAsync(string address, CancellationToken cancellationToken) =>
        AskAsync(() => client.GetAsync(new Uri(address, UriKind.Relative), cancellationToken), cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<JsonObject> PostAsync(string address, JsonObject body, CancellationToken cancellationToken) =>
        AskAsync(() => client.PostAsJsonAsync(new Uri(address, UriKind.Relative), body, cancellationToken), cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<JsonObject> DeleteAsync(string address, CancellationToken cancellationToken) =>
        AskAsync(() => client.DeleteAsync(new Uri(address, UriKind.Relative), cancellationToken), cancellationToken);

    public void Dispose() => client.Dispose();

    private static async Task<JsonObject> AskAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await ask();
            var body = reply.StatusCode == HttpStatusCode.NoContent ? null : await reply.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
            return reply.IsSuccessStatusCode
                ? body ?? []
                : throw new NewsException(body?["detail"]?.GetValue<string>() ?? $"The API answers {(int)reply.StatusCode}.");
        }
        catch (HttpRequestException away)
        {
            throw new NewsException($"The API does not answer: {away.Message}. './news status' tells what runs.");
        }
        catch (System.Text.Json.JsonException)
        {
            throw new NewsException("The answer is not the API's: does another program listen on its port?");
        }
    }
}
