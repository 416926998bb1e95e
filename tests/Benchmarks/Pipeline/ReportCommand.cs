using System.CommandLine;
using NewsPlatform.Benchmarks.Capacity;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary><c>bench report</c>: the figures of a run as a table, or into the documents that state them.</summary>
internal static class ReportCommand
{
    public static Command Command()
    {
        var from = new Option<string>("--from") { Description = "The figures of a run", DefaultValueFactory = _ => Path.Combine(ReportFolder.Default, PipelineReport.FileName) };
        var write = new Option<bool>("--write") { Description = "Into tests/Benchmarks/README.md, deploy/SCALING.md and their pictures" };
        var command = new Command("report", "The figures of the last run; with --write into the documents") { from, write };
        command.SetAction(async (parsed, token) =>
        {
            var figures = PipelineReport.Read(parsed.GetValue(from)!);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(PipelineReport.Table(figures));
            if (parsed.GetValue(write))
            {
                var folder = Directory.CreateDirectory(RepositoryRoot.File("tests", "Benchmarks", "pictures")).FullName;
                foreach (var (name, picture) in Pictures.Of(figures))
                {
                    await File.WriteAllTextAsync(Path.Combine(folder, name + ".svg"), picture, token);
                }

                File.Copy(parsed.GetValue(from)!, RepositoryRoot.File("tests", "Benchmarks", PipelineReport.FileName), overwrite: true);
                await MarkedText.ReplaceAsync(RepositoryRoot.File("tests", "Benchmarks", "README.md"), "pipeline", PipelineReport.Table(figures), token);
                await PlanCommand.PlanAsync(figures, write: true, token);
            }
        });
        return command;
    }
}
