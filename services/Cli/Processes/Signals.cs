using System.Runtime.InteropServices;

namespace NewsPlatform.Cli.Processes;

internal static partial class Signals
{
    private const int Terminate = 15;
    private const int Kill = 9;

    /// <summary>Asks the process to end. Does nothing when its number belongs to another one by now.</summary>
    public static void AskToEnd(ProcessIdentity process) => Send(process, Terminate);

    public static void EndAtOnce(ProcessIdentity process) => Send(process, Kill);

    private static void Send(ProcessIdentity process, int signal)
    {
        if (process.IsAlive)
        {
            _ = SendSignal(process.Pid, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
