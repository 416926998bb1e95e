using System.Text.RegularExpressions;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Architecture.Tests;

public sealed partial class Stages_are_mended
{
    [Fact]
    public void Every_stage_that_a_service_registers_has_its_error_queue_read()
    {
        var services = Directory.EnumerateFiles(RepositoryRoot.File("services"), "*Hosting.cs", SearchOption.AllDirectories)
            .SelectMany(file => Registration().Matches(File.ReadAllText(file)).Select(match => (Service: Path.GetFileName(Path.GetDirectoryName(file))!.ToLowerInvariant(), Message: match.Groups[1].Value)))
            .Where(stage => stage.Message != "Quarantine") // Listens to the faults of the others.
            .ToHashSet();
        var mended = Mended().Matches(File.ReadAllText(RepositoryRoot.File("services", "Storage", "Quarantine", "Stages.cs")))
            .Select(match => (Service: match.Groups[1].Value, Message: match.Groups[2].Value))
            .ToHashSet();

        Assert.NotEmpty(services);
        Assert.Equal(services.Order(), mended.Order());
    }

    [GeneratedRegex(@"AddStage<(\w+)Consumer>")]
    private static partial Regex Registration();

    [GeneratedRegex("""Of\("(\w+)", ContractsJson\.Default\.(\w+),""")]
    private static partial Regex Mended();
}
