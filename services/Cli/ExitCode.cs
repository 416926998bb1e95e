namespace NewsPlatform.Cli;

/// <summary>What the command tells scripts.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>It could not be done; one line said why.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>Everything was done, and some files failed or some articles are quarantined.</summary>
    public const int SomeFailed = 3;

    /// <summary>128 + SIGINT, as shells say it.</summary>
    public const int Interrupted = 130;
}
