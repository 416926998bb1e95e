using Spectre.Console;

namespace NewsPlatform.Cli.Screens;

/// <summary>
/// What the person sees. On a terminal with colours, bars and spinners; into a file or a pipe plain lines, one an event,
/// since a spinner there is a thousand lines.
/// </summary>
internal sealed class Screen
{
    // Lines in a file are not broken for a window that is not there.
    private const int PlainWidth = 10_000;

    private Action<string>? tell;

    private Screen(IAnsiConsole console, IAnsiConsole errors, bool live)
    {
        Console = console;
        Errors = errors;
        Live = live;
    }

    public IAnsiConsole Console { get; }

    public IAnsiConsole Errors { get; }

    /// <summary>True where bars and spinners make sense.</summary>
    public bool Live { get; }

    public static Screen Standard()
    {
        var terminal = Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } name && name != "dumb" && Environment.GetEnvironmentVariable("CI") is not { Length: > 0 };
        var live = terminal && !System.Console.IsOutputRedirected;
        return new(
            Make(System.Console.Out, live),
            Make(System.Console.Error, terminal && !System.Console.IsErrorRedirected),
            live);
    }

    /// <summary>A screen that writes plain lines to the given writers.</summary>
    internal static Screen To(TextWriter output, TextWriter errors) => new(Make(output, live: false), Make(errors, live: false), live: false);

    /// <summary>Plain text, as it is.</summary>
    public void Say(string text) => Console.WriteLine(text);

    public void Done(string text, TimeSpan? took = null) =>
        Console.MarkupLine($"[green]✓[/] {Markup.Escape(text)}{(took is { } time ? $" [grey]({time.TotalSeconds:0.0} s)[/]" : "")}");

    public void Warn(string text) => Console.MarkupLine($"[yellow]! {Markup.Escape(text)}[/]");

    public void Fail(string text) => Console.MarkupLine($"[red]✗ {Markup.Escape(text)}[/]");

    public void LogLine(string source, string line) => Console.MarkupLine($"[grey]{Markup.Escape(source)} |[/] {Markup.Escape(Bidi.Lines(line))}");

    /// <summary>Runs the work with a spinner that shows what it is at; without a terminal the work's own lines say enough.</summary>
    public async Task WorkAsync(string title, Func<Action<string>, Task> work)
    {
        if (!Live || tell is not null)
        {
            await work(tell ?? (_ => { }));
            return;
        }

        await Console.Status().Spinner(Spinner.Known.Dots).StartAsync(Markup.Escape(title), async status =>
        {
            tell = text => status.Status(Markup.Escape(text));
            try
            {
                await work(tell);
            }
            finally
            {
                tell = null;
            }
        });
    }

    private static IAnsiConsole Make(TextWriter writer, bool live)
    {
        var colours = live && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = live ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = live ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),

            // They switch colours on for some build servers.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!live)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
