using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>What the file system knows about one name, without opening it: opening a pipe would wait for ever.</summary>
internal readonly record struct FileFacts(FileKind Kind, long Size, DateTimeOffset Written, DateTimeOffset Changed, ulong Device)
{
    /// <summary>
    /// True when the entry was renamed (or its times were set) after the last byte was written: it arrived complete,
    /// as far as its name tells. Writing sets both times at once.
    /// </summary>
    public bool ArrivedByRename => Changed > Written;

    /// <returns>The facts, or null when there is no such name any more.</returns>
    public static FileFacts? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return LinuxFiles.Stat(path);
        }

        var info = new FileInfo(path);
        if (!info.Exists)
        {
            return Directory.Exists(path) ? new FileFacts(FileKind.Folder, 0, default, default, 0) : null;
        }

        var kind = info.LinkTarget is null ? FileKind.Regular : FileKind.Link;
        return new FileFacts(kind, info.Length, info.LastWriteTimeUtc, info.LastWriteTimeUtc, 0);
    }
}

internal enum FileKind
{
    Regular,
    Folder,
    Link,

    /// <summary>A pipe, socket or device: nothing that can be read to its end.</summary>
    Special,
}

/// <summary>Two questions that .NET does not ask of Linux.</summary>
internal static partial class LinuxFiles
{
    private const int AtFdCwd = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;

    /// <summary><c>statx(2)</c>: its layout is the same on every architecture.</summary>
    internal static unsafe FileFacts? Stat(string path)
    {
        Span<byte> buffer = stackalloc byte[256];
        fixed (byte* pointer = buffer)
        {
            if (Statx(AtFdCwd, path, NoFollow, BasicStats, pointer) != 0)
            {
                return null;
            }
        }

        var mode = BinaryPrimitives.ReadUInt16LittleEndian(buffer[0x1c..]);
        var kind = (mode & 0xf000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Folder,
            0xa000 => FileKind.Link,
            _ => FileKind.Special,
        };
        var size = BinaryPrimitives.ReadInt64LittleEndian(buffer[0x28..]);
        var device = BinaryPrimitives.ReadUInt64LittleEndian(buffer[0x88..]);
        return new FileFacts(kind, size, Time(buffer[0x70..]), Time(buffer[0x60..]), device);
    }

    /// <summary>
    /// True when some process holds the file open for writing, false when none does, null when the file system cannot
    /// tell. Asks for a read lease (<c>fcntl(2)</c>, F_SETLEASE), which the kernel grants only when there is no writer,
    /// and gives it back at once. A writer that comes in between raises the signal chosen here, which is ignored by default.
    /// </summary>
    internal static bool? HasWriter(string path)
    {
        const int readOnly = 0, nonBlocking = 0x800, closeOnExec = 0x80000, noFollow = 0x20000;
        const int setSignal = 10, setLease = 1024, readLease = 0, unlock = 2, urgentData = 23, tryAgain = 11;
        var file = Open(path, readOnly | nonBlocking | closeOnExec | noFollow);
        if (file < 0)
        {
            return null;
        }

        try
        {
            if (Fcntl(file, setSignal, urgentData) != 0)
            {
                return null;
            }

            if (Fcntl(file, setLease, readLease) == 0)
            {
                _ = Fcntl(file, setLease, unlock);
                return false;
            }

            return Marshal.GetLastPInvokeError() == tryAgain ? true : null;
        }
        finally
        {
            _ = Close(file);
        }
    }

    private static DateTimeOffset Time(ReadOnlySpan<byte> timestamp)
    {
        var seconds = BinaryPrimitives.ReadInt64LittleEndian(timestamp);
        var nanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(timestamp[8..]);

        // A file may carry any time; what no calendar holds is as good as the oldest one.
        return seconds is < -62_135_596_800 or > 253_402_300_799
            ? DateTimeOffset.MinValue
            : DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100);
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int directory, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(int file, int command, int argument);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
