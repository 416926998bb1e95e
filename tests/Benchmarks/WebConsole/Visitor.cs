using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace NewsPlatform.Benchmarks.WebConsole;

/// <summary>
/// Somebody who is signed in and reads in Arabic, without a browser. The cookies are kept by hand: they are Secure, and on plain
/// http .NET's own jar gives such a cookie to nobody, also on loopback, where browsers do.
/// </summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http;
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    private Visitor(Uri console)
    {
        http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = console };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ar");
    }

    public static async Task<Visitor> SignInAsync(Uri console, string name, string password, CancellationToken cancellationToken)
    {
        var visitor = new Visitor(console);
        using var page = await visitor.SendAsync(new(HttpMethod.Get, "/sign-in"), cancellationToken);
        var token = WebUtility.HtmlDecode(Token().Match(await page.Content.ReadAsStringAsync(cancellationToken)).Groups[1].Value);
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["name"] = name, ["password"] = password, ["from"] = "/" });
        using var reply = await visitor.SendAsync(new(HttpMethod.Post, "/session") { Content = form }, cancellationToken);
        return reply.StatusCode == HttpStatusCode.Redirect && reply.Headers.Location?.OriginalString == "/"
            ? visitor
            : throw new InvalidOperationException($"Signing in was answered {reply.StatusCode} and leads to {reply.Headers.Location}.");
    }

    /// <returns>Milliseconds from the request to the answer's last byte, and how many bytes it has.</returns>
    /// <exception cref="InvalidOperationException">It was not answered with success.</exception>
    public async Task<(double Milliseconds, int Bytes)> GoAsync(string path, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var reply = await SendAsync(new(HttpMethod.Get, path), cancellationToken);
        var body = await reply.Content.ReadAsByteArrayAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return reply.StatusCode == HttpStatusCode.OK
            ? (took, body.Length)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{path} was answered {(int)reply.StatusCode} after {took:0} ms."));
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            if (cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            foreach (var given in reply.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            {
                var pair = given.Split(';')[0];
                cookies[pair[..pair.IndexOf('=', StringComparison.Ordinal)]] = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
            }

            return reply;
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
