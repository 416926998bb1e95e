namespace NewsPlatform.Cli;

/// <summary>Ends the command with one line for the person who typed it; nothing else is shown.</summary>
internal sealed class NewsException(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    public int Code { get; } = exitCode;
}
