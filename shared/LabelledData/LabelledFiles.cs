using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NewsPlatform.LabelledData;

/// <summary>Reads labelled sets: JSON lines and tab-separated tables, packed with gzip where the name ends in .gz; - is the standard input.</summary>
public static class LabelledFiles
{
    /// <exception cref="InvalidDataException">A line is not what the set promises; the message names file and line.</exception>
    public static async IAsyncEnumerable<T> ReadJsonLinesAsync<T>(
        string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (entry, _) in ReadNumberedAsync(path, type, cancellationToken))
        {
            yield return entry;
        }
    }

    /// <summary>The same, each entry with the number of its line.</summary>
    public static async IAsyncEnumerable<(T Entry, int Line)> ReadNumberedAsync<T>(
        string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var line in ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (Parse(line, type, path, number), number);
            }
        }
    }

    /// <summary>The same for a caller that has nothing else to do meanwhile.</summary>
    /// <exception cref="InvalidDataException">A line is not what the set promises; the message names file and line.</exception>
    public static IEnumerable<T> ReadJsonLines<T>(string path, JsonTypeInfo<T> type) =>
        ReadJsonLinesAsync(path, type, CancellationToken.None).ToBlockingEnumerable();

    /// <summary>The lines of a table.</summary>
    /// <exception cref="InvalidDataException">The file is not packed as its name says.</exception>
    public static IEnumerable<string> ReadLines(string path) => ReadLinesAsync(path, CancellationToken.None).ToBlockingEnumerable();

    /// <summary>The lines of a table.</summary>
    /// <exception cref="InvalidDataException">The file is not packed as its name says.</exception>
    public static async IAsyncEnumerable<string> ReadLinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        await using var unpacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(unpacked);
        while (await ReadLineAsync(path, reader, cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    private static async ValueTask<string?> ReadLineAsync(string path, StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            // What unpacks it does not know its name.
            throw new InvalidDataException($"{path} is not packed with gzip, or damaged: {exception.Message}", exception);
        }
    }

    private static T Parse<T>(string line, JsonTypeInfo<T> type, string path, int number)
    {
        try
        {
            var entry = JsonSerializer.Deserialize(line, type) ?? throw new InvalidDataException($"{path}, line {number}: null is no entry.");
            return entry is ICheckedEntry { Mistake: { } mistake } ? throw new InvalidDataException($"{path}, line {number}: {mistake}.") : entry;
        }
        catch (JsonException exception)
        {
            // The person who wrote the file needs to know which line, not which byte.
            throw new InvalidDataException($"{path}, line {number}: {exception.Message}", exception);
        }
    }
}
