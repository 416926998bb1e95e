using System.CommandLine;
using System.Globalization;
using NewsPlatform.Faults.Tests.Campaigns;
using Spectre.Console;

namespace NewsPlatform.Faults.Tests.Reports;

internal static class CampaignCommand
{
    private const int DefaultSeed = 20261122;

    public static Command Make()
    {
        var name = new Argument<string?>("name") { Arity = ArgumentArity.ZeroOrOne, Description = "Which one; 'all' runs every one after the other; without a name they are listed" };
        var size = new Option<int?>("--size") { Description = "How much; the full size of the campaign when absent" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => DefaultSeed, Description = "Repeats the same choices" };
        var report = new Option<string?>("--report") { Description = "A Markdown page whose section of this campaign is written anew" };
        var command = new Command("campaign", "Break the platform on purpose, and count what was lost") { name, size, seed, report };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(name) is not { } wanted)
            {
                List();
                return 0;
            }

            var chosen = wanted == "all" ? CampaignTable.All : CampaignTable.Find(wanted) is { } one ? [one] : [];
            if (chosen.Count == 0)
            {
                await Console.Error.WriteLineAsync($"There is no campaign '{wanted}'. './news campaign' lists them.");
                return 2;
            }

            var met = true;
            foreach (var campaign in chosen)
            {
                var result = await RunAsync(campaign, parsed.GetValue(size) ?? campaign.FullSize, parsed.GetValue(seed), cancellationToken);
                Show(result);
                met &= result.Met || result.Skipped is not null;
                if (parsed.GetValue(report) is { } page)
                {
                    ReportPage.Put(page, result);
                }
            }

            return met ? 0 : 1;
        });
        return command;
    }

    private static Task<CampaignReport> RunAsync(Campaign campaign, int size, int seed, CancellationToken cancellationToken) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(campaign.Name, maxValue: 1);
                return await Runner.RunAsync(
                    campaign,
                    size,
                    seed,
                    (share, now) =>
                    {
                        task.Value = share;
                        task.Description = Markup.Escape($"{campaign.Name}: {now}");
                    },
                    cancellationToken);
            });

    private static void List()
    {
        var table = new Table().AddColumns("campaign", "attack", "what must hold", "full size");
        foreach (var campaign in CampaignTable.All)
        {
            table.AddRow(Markup.Escape(campaign.Name), Markup.Escape(campaign.Attack), Markup.Escape(campaign.Law), string.Create(CultureInfo.InvariantCulture, $"{campaign.FullSize:N0} {campaign.Unit}"));
        }

        AnsiConsole.Write(table);
    }

    private static void Show(CampaignReport report)
    {
        var table = new Table().Title(Markup.Escape(string.Create(
            CultureInfo.InvariantCulture, $"{report.Campaign.Name}: {report.Size:N0} {report.Campaign.Unit}, seed {report.Seed}, {report.Took.TotalSeconds:N0} s")));
        table.AddColumns("figure", "measured", "demanded", "");
        foreach (var figure in report.Figures)
        {
            table.AddRow(Markup.Escape(figure.What), figure.Measured, Markup.Escape(figure.Demanded), figure.Met ? "met" : "MISSED");
        }

        AnsiConsole.Write(table);
        foreach (var note in report.Notes)
        {
            AnsiConsole.WriteLine(note);
        }

        if (report.Skipped is { } reason)
        {
            AnsiConsole.WriteLine($"SKIPPED: {reason}");
        }

        if (report.Broke is { } why)
        {
            AnsiConsole.WriteLine($"The run broke off: {why}");
        }
    }
}
