using NewsPlatform.WebConsole.Access;
using NewsPlatform.WebConsole.Asking;
using NewsPlatform.WebConsole.Words;

namespace NewsPlatform.WebConsole.Doing;

/// <summary>Does one thing, tells the next page how it went, and goes there.</summary>
internal sealed class Doer(IHttpContextAccessor accessor, StorageClient storage, Notices notices, Vocabulary words)
{
    public Vocabulary Words => words;

    /// <summary>What is told once: a key, a password.</summary>
    public string? Secret { get; set; }

    /// <summary>Another page than the one the deed came from.</summary>
    public string? Back { get; set; }

    /// <param name="back">The page to show afterwards.</param>
    /// <param name="deed">Returns what to say.</param>
    public async Task<IResult> DoAsync(string? back, Func<StorageClient, CancellationToken, Task<string>> deed)
    {
        var http = accessor.HttpContext!;
        try
        {
            notices.Leave(new(Notice.Done, await deed(storage, http.RequestAborted), Secret));
        }
        catch (TroubleException trouble) when (trouble.Kind == TroubleKind.SignedOut)
        {
            return Results.LocalRedirect(Link.To(SigningIn.Page, ("from", SigningIn.Local(back))));
        }
        catch (TroubleException trouble)
        {
            notices.Leave(new(Notice.Trouble, Said(trouble)));
        }

        return Results.LocalRedirect(SigningIn.Local(Back ?? back));
    }

    /// <summary>What happened, in the service's own words where it has some, and what to do.</summary>
    public string Said(TroubleException trouble) =>
        $"{words[$"trouble.{trouble.Kind}"]}{(trouble is { Detail: { } detail, Kind: not TroubleKind.Away } ? $" \u2068{detail}\u2069" : "")} {words[$"advice.{trouble.Kind}"]}";
}
