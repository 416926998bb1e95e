using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace NewsPlatform.TestSupport;

/// <summary>A disk of a few megabytes that a test may fill. Linux mounts one for root only.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo folder;

    private SmallDisk(DirectoryInfo folder) => this.folder = folder;

    public string Path => folder.FullName;

    /// <summary>Bytes that are free.</summary>
    public long Free => new DriveInfo(Path).AvailableFreeSpace;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Mounts one; where that cannot be, says loudly that the test proves nothing, and the test returns.</summary>
    /// <param name="output">The test's own.</param>
    /// <param name="bytes">Size of the disk.</param>
    /// <param name="files">Files and folders it takes.</param>
    /// <param name="disk">The disk; the caller disposes it.</param>
    public static bool TryMount(ITestOutputHelper output, long bytes, int files, out SmallDisk disk)
    {
        if (Mount(bytes, files) is { } mounted)
        {
            disk = mounted;
            return true;
        }

        disk = null!;
        SharedData.Skipped(output, "a small disk can be mounted on Linux by root only");
        return false;
    }

    /// <summary>Mounts one, or nothing where that cannot be.</summary>
    public static SmallDisk? Mount(long bytes, int files)
    {
        var folder = Directory.CreateTempSubdirectory("news-disk-");
        var options = string.Create(CultureInfo.InvariantCulture, $"size={bytes},nr_inodes={files},mode=0700");
        if (OperatingSystem.IsLinux() && Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.FullName))
        {
            return new SmallDisk(folder);
        }

        folder.Delete();
        return null;
    }

    /// <summary>Leaves this many bytes free.</summary>
    public void Fill(long left = 0)
    {
        using var ballast = new FileStream(Ballast, FileMode.Append);
        var block = new byte[4096];
        while (Free - block.Length >= left)
        {
            ballast.Write(block);
            ballast.Flush();
        }
    }

    /// <summary>Leaves no room for one more file or folder, whatever is free in bytes.</summary>
    public void FillNames()
    {
        var folders = Directory.CreateDirectory(Ballast + "-names").FullName;
        try
        {
            for (var number = 0; ; number++)
            {
                File.WriteAllBytes(System.IO.Path.Combine(folders, number.ToString(CultureInfo.InvariantCulture)), []);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Takes away what filled it.</summary>
    public void Empty()
    {
        File.Delete(Ballast);
        if (Directory.Exists(Ballast + "-names"))
        {
            Directory.Delete(Ballast + "-names", recursive: true);
        }
    }

    public void Dispose()
    {
        // Lazily: a service that was killed a moment ago may still hold a file.
        Run("umount", "-l", Path);
        folder.Delete();
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
