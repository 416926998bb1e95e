using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Formats;
using NewsPlatform.Ingestion.Reading;

namespace NewsPlatform.Ingestion.Door;

/// <summary>What Ingestion would make of a document, as <c>news read --json</c> tells it. Stores nothing.</summary>
internal sealed class Preview(SourceReaders readers) : IDisposable
{
    /// <summary>Bytes. A person looks at the split of a page, a feed, a day's file; larger ones are dropped and then looked at.</summary>
    public const int LargestDocument = 8 << 20;

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // Previews must not take the processors from the files that are ingested.
    private const int AtOnce = 2;

    private static readonly ReadingLimits Limits = ReadingLimits.Default with
    {
        MaxBytes = LargestDocument,
        MaxDecompressedBytes = 2 * LargestDocument,
        MaxEntries = 1_000,
        MaxArticles = 2_000,
        TimeBudget = TimeSpan.FromSeconds(5),
    };

    private readonly SemaphoreSlim places = new(AtOnce);

    /// <returns>The JSON, or null when as many previews as are allowed are under way.</returns>
    /// <exception cref="OperationCanceledException">It took too long, or nobody waits any more.</exception>
    public async Task<string?> ReadAsync(byte[] document, string name, string source, CancellationToken cancellationToken)
    {
        if (!await places.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return null;
        }

        try
        {
            return await Task.Run(
                () =>
                {
                    using var json = new StringWriter();
                    using (var output = new JsonReadingOutput(json))
                    {
                        output.Write(name, readers.For(source).Read(document, name, Limits, cancellationToken), cancellationToken);
                    }

                    return json.ToString();
                },
                cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
