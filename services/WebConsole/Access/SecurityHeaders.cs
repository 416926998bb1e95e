namespace NewsPlatform.WebConsole.Access;

/// <summary>
/// What a browser may do with any answer of this console: load nothing from elsewhere, run no script that stands in a page,
/// be framed by nobody. A text that slips through as markup finds every door shut behind it.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types console";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

        // Pages are made for one person and tell figures that change; assets set their own.
        http.Response.OnStarting(static response =>
        {
            var said = ((HttpResponse)response).Headers;
            if (said.CacheControl.Count == 0)
            {
                said.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        }, http.Response);
        return next(http);
    }
}
