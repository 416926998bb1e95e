using System.Runtime.InteropServices;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Renames that are nothing else. <see cref="File.Move(string, string)"/> looks first and then renames, so that of two
/// who want one name at once the second overwrites the first; and across file systems it copies and deletes.
/// </summary>
internal static partial class Renaming
{
    private const int AtFdCwd = -100;
    private const uint NoReplace = 1;
    private const int NotPermitted = 1, NoEntry = 2, AccessDenied = 13, Exists = 17, CrossDevice = 18, NotFolder = 20, Invalid = 22, NoSystemCall = 38, NotSupported = 95;

    /// <summary>Renames, to a name that nobody else can want.</summary>
    /// <exception cref="FileNotFoundException">The file is gone: somebody else was faster.</exception>
    /// <exception cref="IOException">The disk is full, the file lies on another file system, or its name is too long there.</exception>
    public static void Move(string from, string to)
    {
        if (!OperatingSystem.IsLinux())
        {
            File.Move(from, to, overwrite: true);
        }
        else if (RenameAt(AtFdCwd, from, AtFdCwd, to) != 0)
        {
            throw Failure(Marshal.GetLastPInvokeError(), from);
        }
    }

    /// <summary>Renames to a name that others may want at the same moment.</summary>
    /// <returns>False when the name is taken.</returns>
    public static bool TryMoveNew(string from, string to)
    {
        if (!OperatingSystem.IsLinux())
        {
            return TryFileMove(from, to);
        }

        if (RenameAt2(AtFdCwd, from, AtFdCwd, to, NoReplace) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error is Invalid or NoSystemCall or NotSupported)
        {
            // NFS and some others know no such rename, but a second name is refused there just as atomically.
            if (Link(from, to) == 0)
            {
                File.Delete(from);
                return true;
            }

            error = Marshal.GetLastPInvokeError();
            if (error is NotPermitted or NotSupported or NoSystemCall)
            {
                return TryFileMove(from, to);
            }
        }

        return error == Exists ? false : throw Failure(error, from);
    }

    private static bool TryFileMove(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (FileFacts.Of(to) is not null)
        {
            return false;
        }
    }

    private static Exception Failure(int error, string path)
    {
        var message = $"{path}: {(error == CrossDevice ? "it lies on another file system than the work folder" : Marshal.GetPInvokeErrorMessage(error))}";
        return error switch
        {
            NoEntry or NotFolder => new FileNotFoundException(message, path),
            AccessDenied or NotPermitted => new UnauthorizedAccessException(message),
            _ => new IOException(message, error),
        };
    }

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int fromFolder, string from, int toFolder, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
