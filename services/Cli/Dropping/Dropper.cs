using NewsPlatform.Cli.Reports;

namespace NewsPlatform.Cli.Dropping;

/// <summary>Drops files, but those whose bytes the platform has already.</summary>
internal sealed class Dropper(InboxDoor door, DocumentLines? ledger)
{
    // Copies wait unseen until the ledger was asked about all of them at once.
    private const int Together = 200;

    /// <summary>What failed before is dropped again: a newer version may read it.</summary>
    public bool RetryFailed { get; init; } = true;

    /// <param name="items">In the order they are dropped.</param>
    /// <param name="each">Called for each file that is in, known or failed.</param>
    /// <param name="cancellationToken">Ends the copying; what is in stays in.</param>
    public async Task DropAsync(IReadOnlyList<DropItem> items, Action each, CancellationToken cancellationToken)
    {
        door.RemoveLeftovers();
        foreach (var some in items.Chunk(Together))
        {
            var drafts = new List<InboxDoor.Draft>();
            try
            {
                foreach (var item in some)
                {
                    if (item.Failure is null && await door.CopyAsync(item, cancellationToken) is { } draft)
                    {
                        drafts.Add(draft);
                    }
                    else
                    {
                        each();
                    }
                }

                await OpenNewAsync(drafts, each, cancellationToken);
            }
            finally
            {
                drafts.ForEach(InboxDoor.Discard);
            }
        }
    }

    private async Task OpenNewAsync(List<InboxDoor.Draft> drafts, Action each, CancellationToken cancellationToken)
    {
        var known = ledger is null ? [] : await ledger.FindAsync(drafts.Select(draft => draft.Item.Id!).Distinct(), cancellationToken);
        var opened = new Dictionary<string, DropItem>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            var item = draft.Item;
            if (known.TryGetValue(item.Id!, out var line) && !(line.HasFailed && RetryFailed))
            {
                item.KnownAs = line.Name;
            }
            else if (opened.TryGetValue(item.Id!, out var twin))
            {
                item.KnownAs = twin.Name;
                item.DroppedAt = twin.DroppedAt;
            }
            else
            {
                door.Open(draft);
                opened.Add(item.Id!, item);
            }

            each();
        }
    }
}
