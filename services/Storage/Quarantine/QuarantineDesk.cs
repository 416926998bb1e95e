using System.Text.Json;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Access;

namespace NewsPlatform.Storage.Quarantine;

/// <summary>Takes in what failed, and mends it as people say.</summary>
internal sealed partial class QuarantineDesk(
    QuarantineStore store, AuditLog audit, IServiceProvider services, StorageMetrics metrics, TimeProvider time, ILogger<QuarantineDesk> logger)
    : IParkedMessages
{
    /// <summary>Entries that one request moves at most; the answer says how many are left.</summary>
    public const int MostAtOnce = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // The bus hands parked messages over to this desk, and this desk publishes on the bus: asked for when it is needed.
    private Outgoing Outgoing => services.GetRequiredService<Outgoing>();

    public async Task KeepAsync(ParkedMessage message, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var entry = await store.KeepAsync(message, cancellationToken);

                // Told in any case, though the bus tells most faults itself: twice is as good as once.
                await TellAsync(entry, Fate.Quarantined, entry.Reason, cancellationToken);
                metrics.Quarantined(entry.Service);
                LogQuarantined(entry.Queue, entry.Id, entry.Reason);
                return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it is: the message stays where it is until it is kept, and those behind it have places of their own.
                LogNotKept(failure, message.Queue);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <summary>Sends entries on their way again, the newest first.</summary>
    /// <param name="filter">Which; only what waits is sent.</param>
    /// <param name="sample">This many at most: to see whether the cause is gone.</param>
    /// <param name="dryRun">Only counts.</param>
    /// <param name="who">The name of the key.</param>
    /// <param name="cancellationToken">Stops between two entries.</param>
    public async Task<MendAnswer> RetryAsync(QuarantineFilter filter, int? sample, bool dryRun, string who, CancellationToken cancellationToken)
    {
        var found = await store.CountAsync(filter, cancellationToken);
        var wanted = await store.ListAsync(filter, Math.Min(sample ?? MostAtOnce, MostAtOnce), cancellationToken);
        if (dryRun)
        {
            return new(found, wanted.Count, [], DryRun: true);
        }

        var sent = 0;
        var failed = new List<MendFailure>();
        foreach (var entry in wanted)
        {
            if (await SendBackAsync(entry, who, cancellationToken) is { } failure)
            {
                failed.Add(new(entry.Id, failure));
            }
            else
            {
                sent++;
            }
        }

        await audit.WriteAsync(who, "quarantine.retry", $"{sent} messages sent back, {failed.Count} not: {Words(filter)}", cancellationToken);
        return new(found, sent, failed, DryRun: false);
    }

    /// <summary>Gives entries up: their articles are rejected, with this reason. The messages are kept.</summary>
    public async Task<MendAnswer> DiscardAsync(QuarantineFilter filter, string because, bool dryRun, string who, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(because))
        {
            throw new ArgumentException("Say why: 'because' is what receipts and audit will show.");
        }

        var found = await store.CountAsync(filter, cancellationToken);
        var wanted = await store.ListAsync(filter, MostAtOnce, cancellationToken);
        if (dryRun)
        {
            return new(found, wanted.Count, [], DryRun: true);
        }

        var discarded = 0;
        foreach (var entry in wanted)
        {
            // Told first: a crash between the two leaves an entry that can be discarded again, and telling twice changes nothing.
            await TellAsync(entry, Fate.Rejected, because, cancellationToken);
            discarded += await store.MoveAsync(entry.Id, QuarantineState.Waiting, QuarantineState.Discarded, who, because, cancellationToken) ? 1 : 0;
        }

        await audit.WriteAsync(who, "quarantine.discard", $"{discarded} messages: {because}; {Words(filter)}", cancellationToken);
        return new(found, discarded, [], DryRun: false);
    }

    // Moved before it is sent, so that two who retry at once send it once; moved back when it could not be sent.
    private async Task<string?> SendBackAsync(QuarantineEntry entry, string who, CancellationToken cancellationToken)
    {
        if (Stages.Find(entry.Queue) is not { } stage)
        {
            return $"No stage reads the queue {entry.Queue} in this version.";
        }

        if (!await store.MoveAsync(entry.Id, QuarantineState.Waiting, QuarantineState.SentBack, who, because: null, cancellationToken))
        {
            return "Somebody else has just moved it.";
        }

        try
        {
            await stage.SendBackAsync(Outgoing, await store.BodyAsync(entry.Id, cancellationToken), cancellationToken);
            return null;
        }
        catch (JsonException unreadable)
        {
            var reason = $"It is no message of {entry.Queue}: {unreadable.Message}";
            await store.MoveAsync(entry.Id, QuarantineState.SentBack, QuarantineState.Waiting, who, reason, cancellationToken);
            return reason;
        }
        catch
        {
            await store.MoveAsync(entry.Id, QuarantineState.SentBack, QuarantineState.Waiting, who, "it could not be sent", CancellationToken.None);
            throw;
        }
    }

    private async Task TellAsync(QuarantineEntry entry, string fate, string reason, CancellationToken cancellationToken)
    {
        // Only stages that come before the store hold an article up: one whose fate is told is already settled.
        var articles = entry.Articles
            .Where(article => article is { DocumentId: not null, Position: not null })
            .Select(article => new SetAsideArticle
            {
                ArticleId = article.ArticleId,
                DocumentId = article.DocumentId!,
                Position = article.Position!.Value,
                Fate = fate,
                Reason = reason,
            })
            .ToList();
        if (articles.Count > 0 && entry.Service != "ingestion")
        {
            await Outgoing.PublishAsync(new ArticlesSetAside { Articles = articles }, articles.Count, cancellationToken);
        }
    }

    private static string Words(QuarantineFilter filter) => string.Join(
        ", ",
        new[] { ("ids", filter.Ids is { } ids ? string.Join(' ', ids) : null), ("service", filter.Service), ("reason", filter.Reason), ("source", filter.Source) }
            .Where(part => part.Item2 is not null)
            .Select(part => $"{part.Item1} {part.Item2}")
            .DefaultIfEmpty("everything that waits"));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of {Queue} could not be taken into quarantine; it is tried again")]
    private partial void LogNotKept(Exception failure, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Quarantined from {Queue}: {Entry}: {Reason}")]
    private partial void LogQuarantined(string queue, string entry, string reason);
}

/// <param name="Found">Entries that fit.</param>
/// <param name="Moved">Those that were sent back or discarded, or would be.</param>
/// <param name="Failed">Those that could not, each with its reason.</param>
/// <param name="DryRun">Nothing was moved.</param>
internal sealed record MendAnswer(long Found, int Moved, IReadOnlyList<MendFailure> Failed, bool DryRun);

internal sealed record MendFailure(string Id, string Reason);
