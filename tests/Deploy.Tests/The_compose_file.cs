using System.Diagnostics;
using System.Text.RegularExpressions;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;

namespace NewsPlatform.Deploy.Tests;

/// <summary>docker-compose.yml draws what the code is.</summary>
public sealed partial class The_compose_file(ITestOutputHelper output)
{
    // ServiceHosting's ShutdownTimeout: longer than this nothing holds on to its work.
    private const int LongestStop = 25;

    private static readonly Yaml Compose = Yaml.Read("docker-compose.yml").Single();

    private static readonly List<(string Name, Yaml Service)> All = [.. Compose.At("services").Members];

    private static readonly List<(string Name, Yaml Service)> Ours = All.FindAll(one => one.Service.At("build").IsThere);

    [Fact]
    public void Every_service_stands_in_the_picture_under_its_own_name_and_is_built_from_its_own_project()
    {
        var built = Ours.ConvertAll(one => (one.Name, Project: one.Service.At("build", "args", "SERVICE").Text));

        Assert.Equal(Code.Services, built.Select(one => one.Project).Order(StringComparer.Ordinal));
        Assert.All(built, one => Assert.Equal(one.Project.ToLowerInvariant(), one.Name));
        Assert.All(Ours, one => Assert.True(File.Exists(RepositoryRoot.File(one.Service.At("build", "dockerfile").Text.Split('/')))));
    }

    [Fact]
    public void Every_variable_is_a_setting_that_the_service_knows()
    {
        var unknown =
            from one in Ours
            from variable in one.Service.At("environment").Members
            where !Code.Knows(one.Service.At("build", "args", "SERVICE").Text, variable.Key)
            select $"{one.Name}: {variable.Key}";

        Assert.Empty(unknown);
    }

    [Fact]
    public void No_secret_has_a_default()
    {
        var text = File.ReadAllText(RepositoryRoot.File("docker-compose.yml"));
        var open = Variable().Matches(text)
            .Where(match => Secret().IsMatch(match.Groups["name"].Value) && !match.Groups["rest"].Value.StartsWith(":?", StringComparison.Ordinal))

            // Without a key, or the hash of one, nobody is let in; a password must be given.
            .Where(match => match.Groups["rest"].Value != ":-" || match.Groups["name"].Value.Contains("PASSWORD", StringComparison.Ordinal))
            .Select(match => match.Groups["name"].Value);

        Assert.Empty(open);
    }

    [Fact]
    public void Every_port_is_open_to_this_machine_alone() =>
        Assert.All(All.SelectMany(one => one.Service.At("ports").Items), port => Assert.StartsWith("127.0.0.1:", port.Text, StringComparison.Ordinal));

    [Fact]
    public void Any_stage_takes_replicas()
    {
        foreach (var (name, service) in Ours.Where(one => one.Name != "webconsole"))
        {
            Assert.False(service.At("container_name").IsThere, $"{name} has a container name");
            Assert.False(service.At("ports").IsThere, $"{name} has a port of its own on this machine");
        }
    }

    [Fact]
    public void Nothing_may_do_more_than_it_must()
    {
        foreach (var (name, service) in All)
        {
            Assert.Equal("ALL", Assert.Single(service.At("cap_drop").Items).Text);
            Assert.Contains(service.At("security_opt").Items, option => option.Text == "no-new-privileges:true");
            Assert.True(service.At("mem_limit").IsThere, $"{name} may take all memory");
            Assert.True(service.At("cpus").IsThere, $"{name} may take all cores");
            Assert.True(name == "rabbitmq" || service.At("read_only").Text == "true", $"{name} may write to its image");
            Assert.True(service.At("build").IsThere || name == "rabbitmq" || service.At("user") is { IsThere: true, Text: not ("root" or "0") }, $"{name} runs as root");
        }

        Assert.Contains("USER $APP_UID", File.ReadAllText(RepositoryRoot.File("deploy", "Dockerfile")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_is_given_longer_to_stop_than_it_takes() =>
        Assert.All(Ours, one => Assert.True(int.Parse(one.Service.At("stop_grace_period").Text.TrimEnd('s'), null) > LongestStop, one.Name));

    [Fact]
    public void Who_is_waited_for_tells_its_health_and_every_file_that_is_mounted_is_there()
    {
        foreach (var (name, service) in All)
        {
            foreach (var (other, how) in service.At("depends_on").Members.Where(one => one.Value.At("condition").Text == "service_healthy"))
            {
                Assert.True(Compose.At("services", other, "healthcheck").IsThere, $"{name} waits for the health of {other}, which tells none ({how.Text})");
            }

            foreach (var volume in service.At("volumes").Items.Select(volume => volume.Text).Where(volume => volume.StartsWith("./", StringComparison.Ordinal)))
            {
                Assert.True(Path.Exists(RepositoryRoot.File(volume.Split(':')[0][2..].Split('/'))), $"{name} mounts {volume}");
            }
        }
    }

    [Fact]
    public void A_compose_client_understands_it()
    {
        if (Client() is not { } client)
        {
            SharedData.Skipped(output, "no docker-compose on this machine (apt-get install docker-compose): the file was read by the tests alone");
            return;
        }

        var start = new ProcessStartInfo(client.Program, [.. client.Arguments, "-f", RepositoryRoot.File("docker-compose.yml"), "config", "-q"]) { RedirectStandardError = true };
        foreach (var variable in Variable().Matches(File.ReadAllText(RepositoryRoot.File("docker-compose.yml"))).Where(match => match.Groups["rest"].Value.StartsWith(":?", StringComparison.Ordinal)))
        {
            start.Environment[variable.Groups["name"].Value] = new string('a', 64);
        }

        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }

    private static (string Program, string[] Arguments)? Client() =>
        Tools.Find("docker-compose") is { } alone ? (alone, []) : Tools.Find("docker") is { } docker && KnowsCompose(docker) ? (docker, ["compose"]) : null;

    // A client of the engine may be there without its plugin.
    private static bool KnowsCompose(string docker)
    {
        using var process = Process.Start(new ProcessStartInfo(docker, ["compose", "version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)(?<rest>[^}]*)\}")]
    private static partial Regex Variable();

    [GeneratedRegex("PASSWORD|KEY|SECRET|TOKEN")]
    private static partial Regex Secret();
}
