using NewsPlatform.Cli;
using NewsPlatform.Cli.Running;
using NewsPlatform.Cli.Screens;
using NewsPlatform.Mongo;

try
{
    return await CommandLine.RunAsync(args, () => new Surroundings(Places.Find(), Screen.Standard(), TimeProvider.System));
}
catch (NewsException refused)
{
    return await EndAsync(refused.Message, refused.Code);
}
catch (StoreException trouble)
{
    return await EndAsync(trouble.Message, ExitCode.Failed);
}
catch (OperationCanceledException)
{
    return await EndAsync("interrupted; what runs goes on running ('./news status')", ExitCode.Interrupted);
}

static async Task<int> EndAsync(string line, int code)
{
    await Console.Error.WriteLineAsync($"news: {line}");
    return code;
}
