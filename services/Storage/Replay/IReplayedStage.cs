namespace NewsPlatform.Storage.Replay;

/// <summary>What is particular to the stage that is run again; the rest is the same for all.</summary>
internal interface IReplayedStage
{
    /// <summary>One of <see cref="ReplayStage"/>.</summary>
    string Name { get; }

    /// <summary>What goes with articles although no question finds it, by id.</summary>
    Task<List<string>> HangingOnAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Sends articles through the stage again, marked. Those that are stored no longer are passed over.</summary>
    Task SendAsync(string replay, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Makes so what differs, article by article: whole or not at all, and only over what it was compared with.</summary>
    /// <returns>The results that were promoted.</returns>
    Task<List<ReplayResult>> PromoteAsync(IReadOnlyList<ReplayResult> results, string who, CancellationToken cancellationToken);
}
