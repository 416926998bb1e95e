using System.Text.RegularExpressions;
using NewsPlatform.Messaging;
using NewsPlatform.TestSupport;
using NewsPlatform.WebConsole.Flow;

namespace NewsPlatform.WebConsole.Tests.Flow;

public sealed partial class The_map_is_what_services_register
{
    [Fact]
    public void Every_stage_is_the_end_of_one_edge()
    {
        var registered = Directory.EnumerateFiles(RepositoryRoot.File("services"), "*Hosting.cs", SearchOption.AllDirectories)
            .SelectMany(file => Registration().Matches(File.ReadAllText(file)).Select(match => (To: Path.GetFileName(Path.GetDirectoryName(file))!.ToLowerInvariant(), Message: match.Groups[1].Value)))
            .Where(stage => stage.Message != "Quarantine"); // Listens to the faults of the others.

        Assert.Equal(registered.Order(), FlowMap.Edges.Select(edge => (edge.To, edge.Message)).Order());
        Assert.All(FlowMap.Edges, edge => Assert.Equal(ErrorQueueReader.StageQueue(edge.To, edge.Message), edge.Queue));
    }

    [GeneratedRegex(@"AddStage<(\w+)Consumer>")]
    private static partial Regex Registration();
}
