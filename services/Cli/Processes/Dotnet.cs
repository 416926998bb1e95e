namespace NewsPlatform.Cli.Processes;

/// <summary>The <c>dotnet</c> that runs this command runs the services too, wherever it is installed.</summary>
internal static class Dotnet
{
    public static string Host { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
