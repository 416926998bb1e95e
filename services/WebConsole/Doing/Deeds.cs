using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NewsPlatform.WebConsole.Access;
using NewsPlatform.WebConsole.Asking;
using NewsPlatform.WebConsole.Words;

namespace NewsPlatform.WebConsole.Doing;

/// <summary>
/// Everything a person can do, as a form that leads back to a page. The form's token is checked for every one of them (binding
/// from a form demands it), and Storage checks the role and writes the audit.
/// </summary>
internal static class Deeds
{
    public static void MapDeeds(this IEndpointRouteBuilder routes)
    {
        var deeds = routes.MapGroup("/do").RequireAuthorization();
        deeds.MapPost("/overrule", (Doer doer, [FromForm] string id, [FromForm] bool isRepeat, [FromForm] string? other, [FromForm] string? reason, [FromForm] string? back) =>
            doer.DoAsync(back, async (storage, token) =>
            {
                await storage.OverruleAsync(id, isRepeat, Given(other), Given(reason), token);
                return doer.Words["did.overruled"];
            }));
        MapSearches(deeds);
        MapQuarantine(deeds);
        MapReplays(deeds);
        MapPeople(deeds);
        deeds.MapDoor();
        routes.MapDownloads();
    }

    private static void MapSearches(RouteGroupBuilder deeds)
    {
        deeds.MapPost("/search/save", (Doer doer, [FromForm] string? name, [FromForm] string? query, [FromForm] string? back) =>
            doer.DoAsync(back, async (storage, token) =>
            {
                var saved = await storage.SaveSearchAsync(name ?? "", query ?? "", token);
                return doer.Words.Say("did.saved", saved.Name);
            }));
        deeds.MapPost("/search/forget", (Doer doer, [FromForm] string id, [FromForm] string? back) =>
            doer.DoAsync(back, async (storage, token) =>
            {
                await storage.ForgetSearchAsync(id, token);
                return doer.Words["did.forgotten"];
            }));
    }

    private static void MapQuarantine(RouteGroupBuilder deeds)
    {
        deeds.MapPost("/retry", (Doer doer, IFormCollection fields) => doer.DoAsync(fields["back"], async (storage, token) =>
        {
            var answer = await storage.RetryAsync(Mending(fields), token);
            return Mended(doer.Words, answer, "did.retried", "did.retriable");
        }));
        deeds.MapPost("/discard", (Doer doer, IFormCollection fields) => doer.DoAsync(fields["back"], async (storage, token) =>
        {
            var answer = await storage.DiscardAsync(Mending(fields), token);
            return Mended(doer.Words, answer, "did.discarded", "did.discardable");
        }));
    }

    private static void MapReplays(RouteGroupBuilder deeds)
    {
        deeds.MapPost("/replay", (Doer doer, [FromForm] string? query, [FromForm] string? stage, [FromForm] string? limit, [FromForm] string? back) =>
            doer.DoAsync(back, async (storage, token) =>
            {
                var run = await storage.StartReplayAsync(Question.Of(query ?? ""), stage, Number(limit), token);
                doer.Back = $"/replays/{Link.Part(run.Id)}";
                return doer.Words["did.replay"];
            }));
        deeds.MapPost("/promote", (Doer doer, [FromForm] string id, [FromForm] string? back) =>
            doer.DoAsync(back, async (storage, token) =>
            {
                var answer = await storage.PromoteAsync(id, token);
                return doer.Words.Say("did.promoted", answer.Promoted, answer.Overtaken, answer.NotPromotable);
            }));
    }

    private static void MapPeople(RouteGroupBuilder deeds)
    {
        deeds.MapPost("/account/make", (Doer doer, [FromForm] string? name, [FromForm] string? role) =>
            doer.DoAsync("/people", async (storage, token) =>
            {
                var made = await storage.MakeAccountAsync(name ?? "", role ?? "", token);
                doer.Secret = made.Password;
                return doer.Words.Say("did.account", made.Name);
            }));
        deeds.MapPost("/account/delete", (Doer doer, [FromForm] string name) =>
            doer.DoAsync("/people", async (storage, token) =>
            {
                await storage.DeleteAccountAsync(name, token);
                return doer.Words.Say("did.accountDeleted", name);
            }));
        deeds.MapPost("/account/reset", (Doer doer, [FromForm] string name) =>
            doer.DoAsync("/people", async (storage, token) =>
            {
                var made = await storage.ChangePasswordAsync(name, old: null, @new: null, token);
                doer.Secret = made.Password;
                return doer.Words.Say("did.passwordReset", made.Name);
            }));
        deeds.MapPost("/password", (Doer doer, Person person, [FromForm] string? old, [FromForm] string? password, [FromForm] string? again) =>
            doer.DoAsync("/people", async (storage, token) =>
            {
                if (password != again)
                {
                    throw new TroubleException(TroubleKind.Refused, doer.Words["trouble.again"]);
                }

                await storage.ChangePasswordAsync(person.Name, old ?? "", password ?? "", token);
                return doer.Words["did.password"];
            }));
        deeds.MapPost("/key/make", (Doer doer, [FromForm] string? name, [FromForm] string? role) =>
            doer.DoAsync("/people", async (storage, token) =>
            {
                var made = await storage.MakeKeyAsync(name ?? "", role ?? "", token);
                doer.Secret = made.Key;
                return doer.Words.Say("did.key", made.Name);
            }));
        deeds.MapPost("/key/revoke", (Doer doer, [FromForm] string name) =>
            doer.DoAsync("/people", async (storage, token) =>
            {
                await storage.RevokeKeyAsync(name, token);
                return doer.Words.Say("did.keyRevoked", name);
            }));
    }

    private static string Mended(Vocabulary words, MendAnswer answer, string did, string would)
    {
        var said = words.Say(answer.DryRun ? would : did, answer.Moved, answer.Found);
        return answer.Failed.Count == 0 ? said : $"{said} {words.Say("did.notMoved", answer.Failed.Count, answer.Failed[0].Reason)}";
    }

    // A field that was left empty arrives as an empty text, which is no number and no mistake.
    private static int? Number(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    // Which entries of the quarantine, and what with them. Binding to IFormCollection demands the form's token, too.
    private static MendRequest Mending(IFormCollection fields) => new()
    {
        Ids = Given(fields["id"]) is { } id ? [id] : null,
        Service = Given(fields["service"]),
        Reason = fields["reason"].ToString() is { Length: > 0 } reason ? reason : null,
        Source = Given(fields["source"]),
        Sample = Number(fields["sample"]),
        DryRun = fields["dryRun"] == "true",
        Because = Given(fields["because"]),
    };
}
