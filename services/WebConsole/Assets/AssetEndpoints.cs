namespace NewsPlatform.WebConsole.Assets;

internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{version}/{name}", Serve);

    private static IResult Serve(HttpContext http, string version, string name, AssetFiles files)
    {
        if (files.Find(name) is not { } file)
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        // A page of an older build may still ask for its own version: it gets today's file, and does not keep it.
        var headers = http.Response.Headers;
        headers.CacheControl = version == files.Version ? "public, max-age=31536000, immutable" : "no-store";
        headers.Vary = "Accept-Encoding";
        if (file.Packed is { } packed && http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentEncoding = "gzip";
            return Results.Bytes(packed, file.Type);
        }

        return Results.Bytes(file.Bytes, file.Type);
    }
}
