using Microsoft.Extensions.Options;

namespace NewsPlatform.WebConsole.Asking;

/// <summary>Ingestion's door, asked with the console's own key; who may do what is decided here, by the person's role.</summary>
public sealed class DoorClient(HttpClient http, IOptions<ConsoleOptions> options) : ServiceClient(http)
{
    protected override string? Token => options.Value.DoorKey;

    /// <summary>Passes one file on as it arrives.</summary>
    public Task<Pushed> PushAsync(string name, string? source, Stream body, CancellationToken cancellationToken) =>
        ReadAsync<Pushed>(HttpMethod.Post, Link.To("files", ("name", name), ("source", source)), new StreamContent(body), cancellationToken);

    public Task<DoorState> StateAsync(CancellationToken cancellationToken) => GetAsync<DoorState>("door/state", cancellationToken);

    /// <summary>A file's bytes as they were dropped; the caller disposes the answer.</summary>
    /// <param name="document">SHA-256 of the bytes.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    public Task<HttpResponseMessage> OriginalAsync(string document, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, "door/files/" + Uri.EscapeDataString(document), body: null, cancellationToken);

    public Task PauseAsync(string reason, string by, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "door/pause", new { reason, by }, cancellationToken);

    public Task ResumeAsync(string by, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, "door/resume", new { by }, cancellationToken);

    /// <summary>What Ingestion would make of these bytes; nothing is stored.</summary>
    public Task<Reading> PreviewAsync(string name, Stream body, CancellationToken cancellationToken) =>
        ReadAsync<Reading>(HttpMethod.Post, Link.To("door/preview", ("name", name)), new StreamContent(body), cancellationToken);
}

/// <param name="DocumentId">SHA-256 of the bytes.</param>
public sealed record Pushed(string DocumentId);

public sealed record DoorState
{
    /// <summary>running or paused.</summary>
    public required string State { get; init; }

    /// <summary>What kind of pause it is: a person's, or the platform's own.</summary>
    public string? Kind { get; init; }

    public string? Reason { get; init; }

    public string? By { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DoorFiles? Files { get; init; }

    public long? InFlight { get; init; }

    public long? PauseAbove { get; init; }

    public long? ResumeBelow { get; init; }

    public DateTimeOffset? At { get; init; }
}

public sealed record DoorFiles(long Inbox, long Work, long Done, long Failed, bool Complete);

/// <summary>What a reader found in one file: as <c>./news read --json</c> prints it.</summary>
public sealed record Reading
{
    public string? File { get; init; }

    public string? Format { get; init; }

    public string? Version { get; init; }

    public string? Encoding { get; init; }

    public double? EncodingConfidence { get; init; }

    public string? Refused { get; init; }

    public string? RefusedBecause { get; init; }

    public IReadOnlyList<ReadArticle> Articles { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public long RejectedCount { get; init; }

    public IReadOnlyList<ReadRejected> Rejected { get; init; } = [];
}

public sealed record ReadArticle
{
    public string? Kind { get; init; }

    public string? Headline { get; init; }

    public string? HeadlineFrom { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<string> Subheads { get; init; } = [];

    public IReadOnlyList<string> Credits { get; init; } = [];

    public string? Dateline { get; init; }

    public DateTimeOffset? Published { get; init; }

    public string? Author { get; init; }

    public long Start { get; init; }

    public long End { get; init; }

    public double Confidence { get; init; }
}

public sealed record ReadRejected(string? Reason, string? Sentence, string? Record, long? Start, long? End);
