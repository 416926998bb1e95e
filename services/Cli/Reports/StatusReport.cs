using NewsPlatform.Cli.Running;
using NewsPlatform.Mongo;

namespace NewsPlatform.Cli.Reports;

/// <summary>What <c>news status</c> shows, and <c>--json</c> writes.</summary>
internal sealed record StatusReport
{
    public const string Stopped = "stopped";

    /// <summary>standalone, distributed, or stopped.</summary>
    public required string Mode { get; init; }

    public required IReadOnlyList<ProcessStatus> Processes { get; init; }

    /// <summary>None outside the distributed mode, or when the broker does not answer.</summary>
    public IReadOnlyList<QueueDepth>? Queues { get; init; }

    public FolderStatus? Folders { get; init; }

    /// <summary>None when the store does not answer.</summary>
    public Balance? Balance { get; init; }

    /// <summary>Why there is no balance.</summary>
    public string? StoreTrouble { get; init; }

    public static async Task<StatusReport> TakeAsync(Surroundings here, RunState state, CancellationToken cancellationToken)
    {
        var processes = await Task.WhenAll(state.Processes.OrderBy(process => Parts.Place(process.Name)).ThenBy(process => process.Replica).Select(process => ProcessStatus.OfAsync(process, here.Time, cancellationToken)));
        var queues = state is { Mode: RunMode.Distributed, Management: { } management } && RunsHere(Parts.RabbitMq)
            ? await Reports.Queues.AskAsync(here.Places, management, cancellationToken)
            : null;
        var report = new StatusReport
        {
            Mode = Array.Exists(processes, process => process.Running) ? state.Mode ?? Stopped : Stopped,
            Processes = processes,
            Queues = queues,
            Folders = state.Folders is { } folders ? FolderStatus.Of(folders) : null,
        };

        // An embedded store that does not run answers nobody: no need to wait for it.
        if (state.Mongo is null || (state.MongoIsEmbedded && !RunsHere(Parts.Mongo)))
        {
            return report with { StoreTrouble = "the store does not run: './news up' starts it" };
        }

        try
        {
            await using var database = StoreAccess.Open(state);
            return report with { Balance = await new BalanceReader(database, here.Time).ReadAsync(cancellationToken) };
        }
        catch (StoreException trouble)
        {
            return report with { StoreTrouble = trouble.Message };
        }

        bool RunsHere(string store) => Array.Exists(processes, process => process.Name == store && process.Running);
    }
}

/// <summary>Files in each of the four folders.</summary>
internal sealed record FolderStatus(int Inbox, int Work, int Done, int Failed)
{
    public static FolderStatus Of(Folders folders) => new(
        FileCount.In(folders.Inbox),
        FileCount.In(folders.Work),
        FileCount.In(folders.Done),
        FileCount.In(folders.Failed));
}
