using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>
/// Reads the index as it stands at a moment. What was read once is kept while there is room, since blocks never change: only
/// the lists of segments and of marks are read for every question.
/// </summary>
internal sealed class SegmentReader(SegmentStore store, long cacheBytes = SegmentReader.CacheBytes) : IDisposable
{
    // The index of 150,000 articles is about as large; what does not fit is read for the question.
    private const long CacheBytes = 256L << 20;
    private const int Overhead = 300;

    private readonly MemoryCache blocks = new(new MemoryCacheOptions { SizeLimit = cacheBytes });
    private readonly ConcurrentDictionary<long, Segment> loaded = new();
    private readonly MarkBook book = new();

    /// <summary>What is searched now.</summary>
    public async Task<IReadOnlyList<Segment>> SnapshotAsync(CancellationToken cancellationToken)
    {
        // Marks are read after the segments: a segment comes alive only when those for its articles' older entries are
        // written. The other way round an article could be found twice.
        var documents = await store.LiveAsync(cancellationToken);
        var marks = book.Take(await store.MarksAsync(cancellationToken));
        var segments = new List<Segment>(documents.Count);
        foreach (var document in documents)
        {
            var segment = await LoadAsync(document, cancellationToken);
            segment.Bury(marks);
            segments.Add(segment);
        }

        if (loaded.Count > segments.Count)
        {
            foreach (var id in loaded.Keys.Except(documents.Select(document => document.Id)))
            {
                loaded.TryRemove(id, out _);
            }
        }

        return segments;
    }

    /// <exception cref="SegmentGoneException">One of them is no more: a merge has taken its segment's place.</exception>
    public async Task<IReadOnlyDictionary<string, byte[]>> BlocksAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (blocks.TryGetValue<byte[]>(id, out var data))
            {
                found[id] = data!;
            }
            else
            {
                missing.Add(id);
            }
        }

        foreach (var block in missing.Count == 0 ? [] : await store.BlocksAsync(missing, cancellationToken))
        {
            found[block.Id] = block.Data;
            missing.Remove(block.Id);
            blocks.Set(block.Id, block.Data, new MemoryCacheEntryOptions { Size = block.Data.Length + Overhead });
        }

        return missing.Count == 0 ? found : throw new SegmentGoneException();
    }

    /// <summary>The values of one field in each of the segments.</summary>
    /// <exception cref="SegmentGoneException">One of them is no more: a merge has taken its place.</exception>
    public async Task<IReadOnlyList<FacetColumn>> ColumnsAsync(IReadOnlyList<Segment> segments, string field, CancellationToken cancellationToken)
    {
        var columns = new FacetColumn[segments.Count];
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Count; i++)
        {
            var id = BlockDocument.Facet(segments[i].Id, field);
            if (blocks.TryGetValue<FacetColumn>(id, out var column))
            {
                columns[i] = column!;
            }
            else
            {
                missing.Add(id, i);
            }
        }

        foreach (var block in missing.Count == 0 ? [] : await store.BlocksAsync(missing.Keys, cancellationToken))
        {
            missing.Remove(block.Id, out var place);
            columns[place] = FacetColumn.Read(block.Data, segments[place].Articles);
            blocks.Set(block.Id, columns[place], new MemoryCacheEntryOptions { Size = columns[place].Bytes + Overhead });
        }

        return missing.Count == 0 ? columns : throw new SegmentGoneException();
    }

    /// <summary>Forgets what it has read; for measuring.</summary>
    public void Forget()
    {
        blocks.Clear();
        loaded.Clear();
    }

    public void Dispose() => blocks.Dispose();

    private async Task<Segment> LoadAsync(SegmentDocument document, CancellationToken cancellationToken)
    {
        if (!loaded.TryGetValue(document.Id, out var segment))
        {
            // Held for as long as the segment is, outside the cache: every question needs it.
            var block = await store.BlocksAsync([BlockDocument.Entries(document.Id)], cancellationToken);
            segment = new Segment(document with { Dead = 0 }, SegmentEntries.Read(block is [var entries] ? entries.Data : throw new SegmentGoneException()));
            segment = loaded.GetOrAdd(document.Id, segment);
        }

        if (segment.Document.Dead < document.Dead)
        {
            var block = await store.BlocksAsync([BlockDocument.Dead(document.Id, document.Dead)], cancellationToken);
            segment.Bury(block is [var dead] ? dead.Data : throw new SegmentGoneException());
            segment.Document = document;
        }

        return segment;
    }
}

/// <summary>A segment was merged and deleted while it was being read: the next look sees what took its place.</summary>
internal sealed class SegmentGoneException() : Exception("A segment of the index was replaced while it was read.");
