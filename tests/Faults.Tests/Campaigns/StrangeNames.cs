using System.Diagnostics;
using NewsPlatform.Faults.Tests.Running;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class StrangeNames : Campaign
{
    // In bash: no class of the framework makes these. Each is followed by what it is.
    private static readonly (string What, string Command)[] Strange =
    [
        ("a named pipe", "mkfifo pipe.txt"),
        ("a link to itself", "ln -s loop.txt loop.txt"),
        ("a link out of the folder", "ln -s /etc/hostname outside.txt"),
        ("a link to a folder above", "ln -s .. above"),
        ("a device", "mknod zero.txt c 1 5"),
        ("a socket", "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"socket.txt\")'"),
        ("a name that is not UTF-8", "printf 'خبر بلا اسم' > $'\\xff\\xfe.txt'"),
        ("an empty folder", "mkdir empty"),
    ];

    private static readonly string[] Named = ["pipe.txt", "loop.txt", "outside.txt", "zero.txt", "socket.txt"];

    public override string Name => "strange-names";

    public override string Attack => "pipes, link loops, devices, sockets, names with newlines, of 255 bytes and not in UTF-8 lie in the inbox, which is then taken away and put back";

    public override string Law => "0 hangs, every regular file with a name in UTF-8 is stored, what cannot be taken is named in the log";

    public override int SmallSize => 60;

    public override int FullSize => 2_000;

    public override async Task RunAsync(CampaignRun run)
    {
        run.Progress(0, "starting");
        await using var platform = await Platform.StartAsync();
        var made = Strange.Where(one => Make(platform.Folders.Inbox, one.Command)).ToList();
        run.Note($"Made: {string.Join(", ", made.Select(one => one.What))}.");
        foreach (var name in Named)
        {
            platform.Know(DroppedFile.Without(name));
        }

        try
        {
            await AttackAsync(platform, run);
        }
        finally
        {
            // They are no files: nothing takes them, and the checker is to see the rest.
            Make(Path.GetDirectoryName(platform.Folders.Inbox)!, "cd inbox && rm -rf pipe.txt loop.txt outside.txt above zero.txt socket.txt empty $'\\xff\\xfe.txt'");
        }

        run.Checked(await platform.CheckAsync());
    }

    private static async Task AttackAsync(Platform platform, CampaignRun run)
    {
        string[] names = ["two\nlines.txt", "tab\t.txt", new string('ن', 125) + ".txt", "'\"$(touch x)`;&|.txt", "--help.txt", " .txt", "\u202egnp.txt"];
        for (var number = 0; number < names.Length; number++)
        {
            platform.Drop(names[number][..Math.Min(names[number].Length, 127)], Texts.Story(1_000_100 + number));
        }

        for (var number = 0; number < run.Size; number++)
        {
            platform.DropStory(number);
        }

        await platform.SettledAsync(TimeSpan.FromMinutes(2), balance => run.Progress((double)balance.Stored / run.Size, "settling"));
        run.Progress(0.8, "the folder goes and comes back");
        var away = platform.Folders.Inbox + "-away";
        Directory.Move(platform.Folders.Inbox, away);
        await Task.Delay(TimeSpan.FromSeconds(2), run.Cancellation);
        run.Exactly("Ingestion still runs without its folder", platform["Ingestion"].Process.Running ? 1 : 0, 1);

        // Ingestion may have made it anew, so that who drops files finds a folder. No class of the framework moves every name.
        var back = Make(Path.GetDirectoryName(away)!, "shopt -s dotglob nullglob; mkdir -p inbox; mv -n inbox-away/* inbox/; rmdir inbox-away");
        run.Exactly("the folder came back", back ? 1 : 0, 1);
        for (var number = run.Size; number < run.Size + 10; number++)
        {
            platform.DropStory(number);
        }

        await platform.SettledAsync(TimeSpan.FromMinutes(1));
        var log = platform["Ingestion"].Process.Log;
        run.Note($"Named in the log: {string.Join(", ", Named.Where(name => log.Contains(name, StringComparison.Ordinal)).DefaultIfEmpty("none"))}.");
    }

    private static bool Make(string folder, string command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = folder, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
