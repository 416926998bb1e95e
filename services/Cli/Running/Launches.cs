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
        settings["ASPNETCORE_URLS"] = Loopback(port);
        if (service == Parts.Standalone)
        {
            settings["WebConsole__Urls"] = Loopback(Port(Parts.WebConsole));
        }

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
        };
        if (service != Parts.WebConsole)
        {
            settings["Mongo__ConnectionString"] = state.Mongo!;
            settings["Mongo__Database"] = StoreAccess.Database;
        }

        if (service != Parts.Standalone)
        {
            settings["Messaging__Transport"] = "RabbitMq";
            settings["Messaging__RabbitMq"] = state.RabbitMq!;
        }

        if (service is Parts.Standalone or Parts.Storage)
        {
            settings["Api__AdminKeyHash"] = Hash(state.ApiKey ??= NewKey());
            settings["Api__ConsoleKeyHash"] = Hash(state.ConsoleKey ??= NewKey());
        }

        if (service is Parts.Standalone or Parts.Ingestion)
        {
            var folders = state.Folders!;
            settings["Ingestion__Inbox"] = folders.Inbox;
            settings["Ingestion__Work"] = folders.Work;
            settings["Ingestion__Done"] = folders.Done;
            settings["Ingestion__Failed"] = folders.Failed;
            settings["Door__Keys__console"] = Hash(state.DoorKey ??= NewKey());
            settings["Door__Operators__0"] = "console";
        }

        if (service is Parts.Standalone or Parts.WebConsole)
        {
            settings["WebConsole__DoorKey"] = state.DoorKey ??= NewKey();
            settings["WebConsole__Keys"] = places.ConsoleKeys;
            settings["Flow__StorageKey"] = state.ConsoleKey ??= NewKey();
        }

        if (service == Parts.WebConsole)
        {
            settings["WebConsole__Storage"] = Loopback(state.Ports[$"{Parts.Storage}-1"]);
            settings["WebConsole__Door"] = Loopback(state.Ports[$"{Parts.Ingestion}-1"]);

            // Only of a broker that runs here; whoever brings one names its management API in the environment.
            if (state.Management is { } management)
            {
                settings["Flow__Management"] = Brokers.ManagementWithUser(places, management);
            }
        }

        return settings;
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

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

    private static string Loopback(int port) => $"http://127.0.0.1:{Text(port)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
