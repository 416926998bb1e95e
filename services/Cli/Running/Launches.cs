using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsPlatform.Cli.Processes;

namespace NewsPlatform.Cli.Running;

/// <summary>How each part is started: program, arguments, and the settings that tell it where the others are.</summary>
internal sealed class Launches(Places places, RunState state)
{
    public static string PortFile(string folder) => Path.Combine(folder, "port");

    public Launch Mongo() => Store(Parts.Mongo, "embedded-mongo", places.Mongo);

    public Launch RabbitMq()
    {
        var launch = Store(Parts.RabbitMq, "rabbitmq", places.RabbitMq);
        var management = Port(Parts.RabbitMq + "-management");
        return launch with { Arguments = [.. launch.Arguments, "--management-port", Text(management)] };
    }

    /// <param name="service">A name of <see cref="Parts.Distributed"/>, or the standalone host.</param>
    /// <param name="replica">From 1.</param>
    /// <param name="announceUnfinished">Ingestion announces again what has no fate yet: its messages may lie in a transport that is gone.</param>
    public Launch Service(string service, int replica, bool announceUnfinished = false)
    {
        var executable = places.Executable(Parts.Project(service));
        if (!File.Exists(executable))
        {
            throw new NewsException($"{executable} is missing: start with './news', which builds it.");
        }

        var port = Port(string.Create(CultureInfo.InvariantCulture, $"{service}-{replica}"));
        var settings = Settings(service);
        var fingerprint = Launch.FingerprintOf(settings);
        settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Text(port)}";
        if (announceUnfinished)
        {
            settings["Ingestion__AnnounceUnfinishedAtStart"] = "true";
        }

        return new Launch
        {
            Name = service,
            Replica = replica,
            Program = Dotnet.Host,
            Arguments = [executable],
            Folder = Path.GetDirectoryName(executable)!,
            Log = places.Log(service, replica),
            Port = port,
            Settings = settings,
            Fingerprint = fingerprint,
        };
    }

    /// <summary>Of the settings that a running service must share with the stores.</summary>
    public string Fingerprint(string service) => Launch.FingerprintOf(Settings(service));

    private Dictionary<string, string> Settings(string service)
    {
        var settings = new Dictionary<string, string>
        {
            // Settings come from here alone; without this the host also watches its folder for changed files.
            ["DOTNET_hostBuilder__reloadConfigOnChange"] = "false",
            ["Mongo__ConnectionString"] = state.Mongo!,
            ["Mongo__Database"] = StoreAccess.Database,
        };
        if (service != Parts.Standalone)
        {
            settings["Messaging__Transport"] = "RabbitMq";
            settings["Messaging__RabbitMq"] = state.RabbitMq!;
        }

        if (service is Parts.Standalone or Parts.Storage)
        {
            state.ApiKey ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            settings["Api__AdminKeyHash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state.ApiKey)));
        }

        if (service is Parts.Standalone or Parts.Ingestion)
        {
            var folders = state.Folders!;
            settings["Ingestion__Inbox"] = folders.Inbox;
            settings["Ingestion__Work"] = folders.Work;
            settings["Ingestion__Done"] = folders.Done;
            settings["Ingestion__Failed"] = folders.Failed;
        }

        return settings;
    }

    private Launch Store(string name, string folder, string data)
    {
        Directory.CreateDirectory(data);
        var port = Port(name);
        return new Launch
        {
            Name = name,
            Program = places.Script(folder),
            Arguments = ["--dir", data, "--port", Text(port), "--port-file", PortFile(data)],
            Folder = places.Root,
            Log = places.Log(name, 1),
            Port = port,
        };
    }

    private int Port(string key)
    {
        var others = state.Ports.Where(port => port.Key != key).Select(port => port.Value).ToList();
        return state.Ports[key] = FreePorts.Find(state.Ports.TryGetValue(key, out var known) ? known : null, others);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
