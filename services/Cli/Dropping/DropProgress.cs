using NewsPlatform.Cli.Screens;
using Spectre.Console;

namespace NewsPlatform.Cli.Dropping;

/// <summary>How a drop goes: two bars on a terminal, a line now and then in a file.</summary>
internal abstract class DropProgress
{
    /// <summary>One more file is in, or known, or refused.</summary>
    public abstract void OneIn();

    public abstract void Fates(FateWatch.Progress progress);

    public static async Task RunAsync(Screen screen, int files, Func<DropProgress, Task> work)
    {
        if (!screen.Live)
        {
            await work(new Lines(screen, files));
            return;
        }

        await screen.Console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => work(new Bars(context, files)));
    }

    private sealed class Bars : DropProgress
    {
        private readonly int files;
        private readonly ProgressTask copied;
        private readonly ProgressTask settled;

        public Bars(ProgressContext context, int files)
        {
            this.files = files;
            copied = context.AddTask("into the inbox", maxValue: files);
            settled = context.AddTask("every article has its fate", maxValue: files);
        }

        public override void OneIn() => copied.Increment(1);

        public override void Fates(FateWatch.Progress progress)
        {
            settled.Value = progress.Done;
            settled.Description = $"files {Math.Floor(progress.Done):N0} of {files:N0}, articles {progress.Articles:N0}";
        }
    }

    private sealed class Lines(Screen screen, int files) : DropProgress
    {
        private int copied;
        private int tenths;

        public override void OneIn()
        {
            if (++copied == files)
            {
                screen.Say($"{(files == 1 ? "1 file is" : $"{files:N0} files are")} in; waiting for the fate of every article");
            }
        }

        public override void Fates(FateWatch.Progress progress)
        {
            var reached = (int)(10 * progress.Done / Math.Max(1, progress.Files));
            if (reached > tenths)
            {
                tenths = reached;
                screen.Say($"files {Math.Floor(progress.Done):N0} of {progress.Files:N0}, articles with their fate {progress.Articles:N0}");
            }
        }
    }
}
