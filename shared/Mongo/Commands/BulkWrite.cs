using System.Text.Json;

namespace NewsPlatform.Mongo.Commands;

/// <summary>
/// One bulk of writes sent as as many unordered commands as its size asks for. A document that cannot be written at all is
/// found by halving the command the store refused, so that its neighbours are written.
/// </summary>
/// <param name="run">Runs one command: the list's items joined by commas in, the reply out.</param>
internal sealed class BulkWrite(Func<ReadOnlyMemory<byte>, CancellationToken, Task<JsonDocument>> run)
{
    // A command's body may hold 16 MB of BSON, and BSON can be six times its JSON (arrays of small numbers). Two megabytes are
    // also where larger commands stop being faster (500 documents of 4 KB).
    internal const int BytesPerCommand = 2 * 1024 * 1024;

    // MongoDB's own maxWriteBatchSize.
    internal const int WritesPerCommand = 100_000;

    // JSON beyond this cannot become a document of 16 MB whatever it holds (a control character: 6 bytes for 1).
    private const int LargestDocument = 6 * 16 * 1024 * 1024;

    private readonly JsonBuffer text = new();
    private readonly List<Item> items = [];
    private readonly List<int> upserted = [];
    private readonly List<int> conflicts = [];
    private readonly List<RefusedWrite> refused = [];
    private int found;
    private int modified;

    private readonly record struct Item(int Index, int Start, int Length);

    /// <summary>Writes matched by an update, or documents inserted; upserts not among them.</summary>
    public int Found => found - upserted.Count;

    public int Modified => modified;

    public IReadOnlyList<int> Upserted => Sorted(upserted);

    public IReadOnlyList<int> Conflicts => Sorted(conflicts);

    public IReadOnlyList<RefusedWrite> Refused => [.. refused.OrderBy(write => write.Index)];

    public async Task AddAsync(int index, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        if (!TryWrite(index, write))
        {
            return;
        }

        if (items.Count > 1 && (text.Length > BytesPerCommand || items.Count > WritesPerCommand))
        {
            var last = items[^1];
            await SendAsync(0, items.Count - 1, cancellationToken);
            items.Clear();
            text.KeepFrom(last.Start);
            items.Add(last with { Start = 0 });
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (items.Count > 0)
        {
            await SendAsync(0, items.Count, cancellationToken);
            items.Clear();
            text.CutTo(0);
        }
    }

    private bool TryWrite(int index, Action<Utf8JsonWriter> write)
    {
        if (items.Count > 0)
        {
            text.Append(","u8);
        }

        var start = text.Length;
        try
        {
            text.Writer.Reset();
            write(text.Writer);
            text.Writer.Flush();
        }
        // What the serializer throws for a value it cannot write: this document's fault, not its neighbours'.
        catch (Exception error) when (error is JsonException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return Drop(StoreErrors.BadValue, error.Message);
        }

        if (text.Length == start || text.Written.Span[start] != (byte)'{')
        {
            return Drop(StoreErrors.BadValue, "not a document");
        }

        if (text.Length - start > LargestDocument)
        {
            return Drop(StoreErrors.TooLarge, StoreErrors.TooLargeReason);
        }

        items.Add(new(index, start, text.Length - start));
        return true;

        bool Drop(int code, string reason)
        {
            text.CutTo(items.Count > 0 ? start - 1 : start);
            refused.Add(new(index, code, StoreErrors.Shorten(reason)));
            return false;
        }
    }

    private async Task SendAsync(int from, int to, CancellationToken cancellationToken)
    {
        try
        {
            var start = items[from].Start;
            var end = items[to - 1].Start + items[to - 1].Length;
            using var reply = await run(text.Written[start..end], cancellationToken);
            Read(reply.RootElement, from);
        }
        catch (StoreRefusedException error) when (!StoreErrors.ConcernsWholeCommand(error.Code))
        {
            if (to - from == 1)
            {
                refused.Add(new(items[from].Index, error.Code, error.Reason));
                return;
            }

            var middle = from + (to - from) / 2;
            await SendAsync(from, middle, cancellationToken);
            await SendAsync(middle, to, cancellationToken);
        }
    }

    private void Read(JsonElement reply, int from)
    {
        if (reply.TryGetProperty("writeErrors", out var errors))
        {
            foreach (var error in errors.EnumerateArray())
            {
                var index = items[from + error.GetProperty("index").GetInt32()].Index;
                var code = error.GetProperty("code").GetInt32();
                var reason = error.TryGetProperty("errmsg", out var text) ? text.GetString() ?? "" : "";
                if (StoreErrors.IsConflict(code))
                {
                    conflicts.Add(index);
                }
                else if (StoreErrors.MayPass(code))
                {
                    throw StoreErrors.For(code, reason);
                }
                else
                {
                    refused.Add(new(index, code, StoreErrors.Shorten(reason + ValidationDetails.Of(error))));
                }
            }
        }

        if (reply.TryGetProperty("writeConcernError", out var unsafely))
        {
            // Written somewhere, perhaps not safely: the writer must not take it for stored.
            throw new StoreUnavailableException(
                $"The store did not confirm the write as safe: {StoreErrors.Shorten(unsafely.GetProperty("errmsg").GetString() ?? "")}");
        }

        found += reply.TryGetProperty("n", out var n) ? n.GetInt32() : 0;
        modified += reply.TryGetProperty("nModified", out var changed) ? changed.GetInt32() : 0;
        if (reply.TryGetProperty("upserted", out var made))
        {
            upserted.AddRange(made.EnumerateArray().Select(one => items[from + one.GetProperty("index").GetInt32()].Index));
        }
    }

    private static List<int> Sorted(List<int> indexes)
    {
        indexes.Sort();
        return indexes;
    }
}
