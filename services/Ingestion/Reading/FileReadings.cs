using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Reading;

/// <summary>
/// Reads files and writes what was found in the order the files were named. Small ones are read ahead on every core, each
/// into a text of its own; a large one is read alone and written while it is read, so that memory stays that of one file.
/// </summary>
internal sealed class FileReadings(FormatReader reader, bool json, TextWriter output, TextWriter error) : IDisposable
{
    /// <summary>Bytes up to which a file is read ahead. News files have some kilobytes; what is read from one is about as large.</summary>
    private const int Small = 256 << 10;

    /// <summary>Small files under way for each core: enough that no core waits for the writing.</summary>
    private const int AheadOfEachCore = 4;

    private readonly Queue<Task<Answer>> _ahead = new();
    private readonly IReadingOutput _shown = Output(json, output);

    /// <summary>True when the disk failed on a file.</summary>
    public bool DiskFailed { get; private set; }

    /// <summary>Reads a file now or soon; what it holds is written after all files before it.</summary>
    public async Task AddAsync(string file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!json || !IsSmall(file))
        {
            await EndAsync(cancellationToken);
            await ToldAsync(Read(file, _shown, cancellationToken));
            return;
        }

        _ahead.Enqueue(Task.Run(() => ReadAhead(file, cancellationToken), cancellationToken));
        if (_ahead.Count > AheadOfEachCore * Environment.ProcessorCount)
        {
            await WriteAsync(await _ahead.Dequeue());
        }
    }

    /// <summary>A name behind which there is no file: with JSON it has its object too, so that objects and names stay in step.</summary>
    public async Task MissingAsync(string name, string because, CancellationToken cancellationToken)
    {
        await EndAsync(cancellationToken);
        await error.WriteLineAsync(because);
        ShowUnreadable(name, because, _shown, cancellationToken);
    }

    /// <summary>Writes what is still under way.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        while (_ahead.TryDequeue(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WriteAsync(await next);
        }
    }

    public void Dispose() => _shown.Dispose();

    private static IReadingOutput Output(bool json, TextWriter output) => json ? new JsonReadingOutput(output) : new TerminalReadingOutput(output);

    private static bool IsSmall(string file)
    {
        try
        {
            return new FileInfo(file).Length <= Small;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Gone since it was listed, or behind a closed folder: opening it will say which.
            return false;
        }
    }

    private Answer ReadAhead(string file, CancellationToken cancellationToken)
    {
        using var text = new StringWriter();
        using var own = Output(json, text);
        var fault = Read(file, own, cancellationToken);
        return new Answer(text.ToString(), fault);
    }

    /// <summary>What the disk had against it, or null.</summary>
    private string? Read(string file, IReadingOutput shown, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            shown.Write(file, reader.Read(stream, file, ReadingLimits.Default, cancellationToken), cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The disk's fault is told and the other files go on.
            ShowUnreadable(file, failure.Message, shown, cancellationToken);
            return $"{file}: {failure.Message}";
        }
    }

    private void ShowUnreadable(string name, string because, IReadingOutput shown, CancellationToken cancellationToken)
    {
        if (json)
        {
            shown.Write(name, new ReadResult(new ReadingReport { Refusal = new Refusal(RefusalReason.Unreadable, because) }, []), cancellationToken);
        }
    }

    private async Task WriteAsync(Answer answer)
    {
        await output.WriteAsync(answer.Text);
        await ToldAsync(answer.Fault);
    }

    private async Task ToldAsync(string? fault)
    {
        if (fault is not null)
        {
            DiskFailed = true;
            await error.WriteLineAsync(fault);
        }
    }

    private sealed record Answer(string Text, string? Fault);
}
