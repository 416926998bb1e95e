using System.Diagnostics;
using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Announcing;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.Ingestion.Receipts;
using NewsPlatform.Messaging;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>
/// The way of one claimed file: read, hash, find the articles, open the ledger, announce all and hear them confirmed,
/// reserve a name with the receipt, mark, move to done. The process may die after any line: the file is still claimed,
/// another replica takes it back and does the same again with the same ids.
/// </summary>
internal sealed partial class DocumentIntake(
    IDocumentReader reader,
    Ledger ledger,
    Announcer announcer,
    FinishedFiles finished,
    InboxOptions options,
    IngestionMetrics metrics,
    TimeProvider time,
    ILogger<DocumentIntake> logger)
{
    internal static readonly ActivitySource Source = new("NewsPlatform.Ingestion");

    private static readonly TimeSpan MoveTakes = TimeSpan.FromMilliseconds(100);

    /// <returns>
    /// The document whose receipt is to be brought up to date now that its file has moved; none when the receipt is final.
    /// </returns>
    public async Task<string?> TakeInAsync(ClaimedFile file, CancellationToken cancellationToken)
    {
        var claimedAt = Now();

        var (bytes, refusal) = await LoadAsync(file, cancellationToken);
        var documentId = bytes is null ? null : DocumentIds.OfBytes(bytes);
        using var span = DocumentTrace.Begin(Source, file.Name, documentId, claimedAt);
        if (bytes is null || documentId is null)
        {
            await FailAsync(file, documentId: null, size: FileFacts.Of(file.Path)?.Size ?? 0, refusal!, claimedAt, cancellationToken);
            return null;
        }

        var known = await ledger.FindAsync(documentId, cancellationToken);
        if (known is { State: DocumentState.Announced or DocumentState.Complete })
        {
            known = await SeenHomeAsync(known, file, cancellationToken);
            if (finished.IsInDone(known.Path!))
            {
                await FinishRepeatAsync(file, known, cancellationToken);
                return null;
            }

            if (file.Again || known.State == DocumentState.Complete)
            {
                await MoveKnownAsync(file, known, cancellationToken);
                return documentId;
            }
        }

        if (known is { State: not DocumentState.Failed })
        {
            // Told again, word for word: the moment of the claim decides who repeats whom.
            claimedAt = known.ClaimedAt;
        }

        var reading = reader.Read(documentId, file.Source, file.Name, bytes, cancellationToken);
        if (reading.Refused is { } refused)
        {
            await FailAsync(file, documentId, bytes.Length, refused, claimedAt, cancellationToken);
            return null;
        }

        var (entry, lines) = await AnnounceAsync(documentId, file, bytes.Length, reading, claimedAt, span, cancellationToken);
        if (known is { State: DocumentState.Announced })
        {
            // Its file was taken away from the done folder before its articles had their fate; here it is again.
            await MoveKnownAsync(file, known, cancellationToken);
        }
        else if (!await MoveToDoneAsync(file, Receipt.Of(entry with { State = DocumentState.Announced }, lines, documentId), cancellationToken))
        {
            // The same bytes under two names, worked on at the same time: the other one has the ledger's line.
            return await TakeInAsync(file, cancellationToken);
        }

        metrics.DocumentDone(reading.Articles.Count);
        LogAnnounced(file.Name, documentId, reading.Articles.Count, reading.Format ?? "?", reading.Encoding ?? "?");
        return documentId;
    }

    /// <summary>Announces the articles of a document again whose bytes lie in the done folder: the same ids, so nothing doubles.</summary>
    public async Task AnnounceAgainAsync(LedgerEntry entry, byte[] bytes, CancellationToken cancellationToken)
    {
        using var span = DocumentTrace.Begin(Source, entry.Name, entry.Id, time.GetUtcNow());
        var file = new ClaimedFile("", entry.Name);
        var reading = reader.Read(entry.Id, entry.Source, entry.Name, bytes, cancellationToken);
        if (reading.Refused is null)
        {
            await AnnounceAsync(entry.Id, file, bytes.Length, reading, entry.ClaimedAt, span, cancellationToken);
        }
    }

    private async Task<(LedgerEntry Entry, List<ArticleFate> Lines)> AnnounceAsync(
        string documentId, ClaimedFile file, long size, DocumentReading reading, DateTimeOffset claimedAt, Activity? span, CancellationToken cancellationToken)
    {
        var entry = new LedgerEntry
        {
            Id = documentId,
            Name = file.Name,
            Source = file.Source,
            Bytes = size,
            State = DocumentState.Announcing,
            Format = reading.Format,
            Encoding = reading.Encoding,
            EncodingConfidence = reading.EncodingConfidence,
            Notes = reading.Notes,
            Found = reading.Articles.Count,
            TraceId = span?.TraceId.ToHexString(),
            ClaimedAt = claimedAt,
        };
        var lines = reading.Articles.Select(Line).ToList();
        await ledger.OpenAsync(entry, lines, cancellationToken);

        var articles = reading.Articles
            .Where(found => found.Rejected is null)
            .Select(found => new IngestedArticle
            {
                Article = found.Article,
                IngestedAt = claimedAt,
                Journey = Journey.Empty.Passed("ingestion", Replica.Current.Version, Replica.Current.Name, claimedAt, time.GetUtcNow(), span?.Id),
            });
        await announcer.AnnounceAsync(articles, cancellationToken);
        return (entry, lines);
    }

    // The ledger learns the name before the file moves: a process that dies in between leaves a claim, never a file that
    // nobody knows. False when another copy of the same bytes has the ledger's line.
    private async Task<bool> MoveToDoneAsync(ClaimedFile file, Receipt receipt, CancellationToken cancellationToken)
    {
        var documentId = receipt.Sha256!;
        var name = await finished.ReserveInDoneAsync(file, receipt, cancellationToken);
        await ledger.MarkAnnouncedAsync(documentId, name, cancellationToken);
        if (await ledger.FindAsync(documentId, cancellationToken) is { Path: { } path } && path != name)
        {
            finished.GiveBack(name);
            return false;
        }

        if (!finished.TryMoveToDone(file, name))
        {
            await MoveElsewhereAsync(file, receipt, cancellationToken);
        }

        return true;
    }

    // Announced before, and its process died before the move; or its file was taken away from the done folder.
    private async Task MoveKnownAsync(ClaimedFile file, LedgerEntry known, CancellationToken cancellationToken)
    {
        if (known.Name != file.Name || !finished.TryMoveToDone(file, known.Path!))
        {
            var articles = await ledger.ArticlesAsync([known.Id], cancellationToken);
            await MoveElsewhereAsync(file, Receipt.Of(known, articles[known.Id], known.Id), cancellationToken);
        }
    }

    private async Task MoveElsewhereAsync(ClaimedFile file, Receipt receipt, CancellationToken cancellationToken)
    {
        string name;
        do
        {
            name = await finished.ReserveInDoneAsync(file, receipt, cancellationToken);
            await ledger.MarkMovedAsync(receipt.Sha256!, name, cancellationToken);
        }
        while (!finished.TryMoveToDone(file, name));
    }

    // Another copy of the same bytes may be between its line in the ledger and its move at this very moment. A file that
    // comes again is that copy itself; and after two leases nobody is on his way any more.
    private async Task<LedgerEntry> SeenHomeAsync(LedgerEntry known, ClaimedFile file, CancellationToken cancellationToken)
    {
        while (!file.Again && !finished.IsInDone(known.Path!) && time.GetUtcNow() - known.AnnouncedAt < 2 * options.Lease)
        {
            await Task.Delay(MoveTakes, time, cancellationToken);
            known = await ledger.FindAsync(known.Id, cancellationToken) ?? known;
        }

        return known;
    }

    // The store's dates end at the millisecond, and what is told again must be what was told.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private static ArticleFate Line(FoundArticle found) => new()
    {
        ArticleId = found.Article.ArticleId,
        Headline = found.Article.Headline is { Length: > 160 } headline ? headline[..160] : found.Article.Headline,
        Fate = found.Rejected is null ? Fate.InFlight : Fate.Rejected,
        Reason = found.Rejected,
    };

    private async Task<(byte[]? Bytes, string? Refusal)> LoadAsync(ClaimedFile file, CancellationToken cancellationToken)
    {
        switch (FileFacts.Of(file.Path))
        {
            case null:
                throw new FileNotFoundException("The claimed file is gone: another replica has taken the claim back.", file.Path);
            case { Kind: FileKind.Link }:
                return (null, "not a file: it is a link");
            case { Kind: not FileKind.Regular }:
                return (null, "not a file: it is a pipe, a socket or a device");
            case { Size: 0 }:
                return (null, "empty: the file has no bytes");
            case { Size: var size } when size > options.LargestFile:
                return (null, $"too large: {size:N0} bytes, and Ingestion:LargestFile allows {options.LargestFile:N0}");
        }

        try
        {
            return (await File.ReadAllBytesAsync(file.Path, cancellationToken), null);
        }
        catch (UnauthorizedAccessException)
        {
            return (null, "unreadable: the file may not be read by this service");
        }
    }

    // A second copy: its articles are in the ledger already, and the receipt says where.
    private async Task FinishRepeatAsync(ClaimedFile file, LedgerEntry known, CancellationToken cancellationToken)
    {
        string name;
        do
        {
            name = await finished.ReserveInDoneAsync(file, Receipt.OfRepeat(file.Name, known, Now()), cancellationToken);
        }
        while (!finished.TryMoveToDone(file, name));

        metrics.DocumentRepeated();
        LogRepeated(file.Name, known.Id, known.Name);
    }

    private async Task FailAsync(
        ClaimedFile file, string? documentId, long size, string reason, DateTimeOffset claimedAt, CancellationToken cancellationToken)
    {
        var entry = new LedgerEntry
        {
            Id = documentId ?? "unread:" + file.Name,
            Name = file.Name,
            Source = file.Source,
            Bytes = size,
            State = DocumentState.Failed,
            Reason = reason,
            TraceId = Activity.Current?.TraceId.ToHexString(),
            ClaimedAt = claimedAt,
            CompletedAt = time.GetUtcNow(),
        };
        await ledger.OpenAsync(entry, [], cancellationToken);

        // The reason first, then the file: nothing ever lies in the failed folder without one.
        string name;
        do
        {
            name = await finished.ReserveInFailedAsync(file, Receipt.Of(entry, [], documentId), cancellationToken);
        }
        while (!finished.TryMoveToFailed(file, name));

        metrics.DocumentFailed();
        LogFailed(file.Name, reason);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} announced: {Articles} articles, {Format}, {Encoding}, document {DocumentId}")]
    private partial void LogAnnounced(string name, string documentId, int articles, string format, string encoding);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} repeats document {DocumentId}, dropped before as {Known}")]
    private partial void LogRepeated(string name, string documentId, string known);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} failed: {Reason}")]
    private partial void LogFailed(string name, string reason);
}
