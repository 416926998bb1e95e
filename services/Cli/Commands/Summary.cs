using NewsPlatform.Cli.Reports;
using NewsPlatform.Cli.Running;
using NewsPlatform.Mongo;
using Spectre.Console;

namespace NewsPlatform.Cli.Commands;

/// <summary>What <c>up</c> shows at its end: what is stored, where things are, what to try next.</summary>
internal static class Summary
{
    private const int MostArticles = 20;

    public static async Task ShowAsync(Surroundings here, RunState state, MongoDatabase database, CancellationToken cancellationToken)
    {
        var screen = here.Screen;
        var balance = await new BalanceReader(database, here.Time).ReadAsync(cancellationToken);
        screen.Say("");
        Sheet.ShowBalance(screen, balance);
        Sheet.ShowArticles(screen, await ArticleLines.NewestAsync(database, MostArticles, cancellationToken), balance.Stored);

        var folders = state.Folders!;
        screen.Say("");
        screen.Console.MarkupLine($"Inbox      [bold]{Markup.Escape(folders.Inbox)}[/]: any file put there is read");
        screen.Say($"Finished   {folders.Done}, each file with its receipt; unreadable ones in {folders.Failed}");
        if (ConsolePort(state) is { } port)
        {
            screen.Console.MarkupLine($"Console    [bold]http://127.0.0.1:{port}/[/]: articles, files, quarantine; sign in with an account ('./news accounts')");
        }

        foreach (var service in state.Services.Where(process => process.Name == Parts.Standalone))
        {
            screen.Say($"Service    http://127.0.0.1:{service.Port}/health/ready");
        }

        if (state.Management is { } management && state.Mode == RunMode.Distributed)
        {
            screen.Say($"Broker     {management} (user and password: {Path.Combine(here.Places.RabbitMq, "credentials")})");
        }

        screen.Say("");
        screen.Say("Try        ./news drop FILE…    ./news status    ./news logs    ./news down");
    }

    // A process of its own, or a second listener of the standalone host.
    private static int? ConsolePort(RunState state) =>
        state.Services.FirstOrDefault(process => process.Name == Parts.WebConsole)?.Port
        ?? (state.Services.Any(process => process.Name == Parts.Standalone) && state.Ports.TryGetValue(Parts.WebConsole, out var port) ? port : null);
}
