using NewsPlatform.Cli.Processes;

namespace NewsPlatform.Cli.Running;

/// <summary>Makes the running processes what they should be: starts what is missing, leaves alone what runs.</summary>
internal sealed class Platform(Surroundings here, RunFile run)
{
    // A fresh machine first installs and fetches what a store needs, which its log tells meanwhile.
    private static readonly TimeSpan StorePatience = TimeSpan.FromMinutes(15);

    // Measured: 3 s for one service, 12 s for four at once on two cores that are busy otherwise.
    private static readonly TimeSpan ServicePatience = TimeSpan.FromMinutes(2);

    private readonly RunState state = run.State;
    private readonly Starter starter = new(here.Places, run, here.Time);
    private readonly Readiness readiness = new(here.Screen, here.Time);
    private readonly Stopper stopper = new(run, here.Screen, here.Time);

    private readonly Launches launches = new(here.Places, run.State);

    /// <summary>Starts the stores and the services of the mode, and waits until all are ready.</summary>
    /// <returns>True when something had to be started.</returns>
    public async Task<bool> CompleteAsync(string mode, Folders folders, CancellationToken cancellationToken)
    {
        // Messages that the other mode left lie in a transport that does not run now.
        var announceUnfinished = mode == RunMode.Distributed && state.Mode != RunMode.Distributed;
        state.Mode = mode;
        state.Folders = folders;
        FolderChoice.Make(folders);
        run.Save();

        var stores = await StartStoresAsync(mode, cancellationToken);
        var wanted = mode == RunMode.Standalone
            ? [(Parts.Standalone, 1)]
            : Parts.Distributed.SelectMany(part => Enumerable.Range(1, Math.Max(1, state.Replicas.GetValueOrDefault(part.Name, 1))).Select(replica => (part.Name, replica))).ToList();
        return await StartServicesAsync(wanted, announceUnfinished, cancellationToken) || stores;
    }

    /// <summary>Starts or stops replicas of one service until there are so many.</summary>
    public async Task ScaleAsync(string service, int replicas, CancellationToken cancellationToken)
    {
        state.Replicas[service] = replicas;
        run.Save();
        var surplus = state.Processes.Where(process => process.Name == service && process.Replica > replicas).ToList();
        if (surplus.Count > 0)
        {
            await stopper.StopAsync(surplus, cancellationToken);
        }

        await StartServicesAsync([.. Enumerable.Range(1, replicas).Select(replica => (service, replica))], announceUnfinished: false, cancellationToken);
    }

    private async Task<bool> StartStoresAsync(string mode, CancellationToken cancellationToken)
    {
        var awaited = new List<Awaited>();
        if (Foreign(Parts.Mongo, "Mongo__ConnectionString", state.Mongo, own: state.MongoIsEmbedded) is { } store)
        {
            state.Mongo = store;
            state.MongoIsEmbedded = false;
        }
        else if (Find(Parts.Mongo, 1) is null)
        {
            var launch = launches.Mongo();
            awaited.Add(Store(launch, here.Places.Mongo));
            state.Mongo = StoreAccess.EmbeddedMongo(launch.Port);
            state.MongoIsEmbedded = true;
        }

        var startsBroker = false;
        if (mode == RunMode.Distributed)
        {
            if (Foreign(Parts.RabbitMq, "Messaging__RabbitMq", state.RabbitMq, own: state.Management is not null) is { } broker)
            {
                state.RabbitMq = broker;
                state.Management = null;
            }
            else if (Find(Parts.RabbitMq, 1) is null)
            {
                startsBroker = true;
                awaited.Add(Store(launches.RabbitMq(), here.Places.RabbitMq));
            }
        }

        await readiness.WaitAsync(awaited, cancellationToken);
        if (startsBroker)
        {
            // The script makes user and password at its first start.
            state.RabbitMq = Brokers.Address(here.Places, state.Ports[Parts.RabbitMq]);
            state.Management = Brokers.Management(state.Ports[Parts.RabbitMq + "-management"]);
        }

        run.Save();
        return awaited.Count > 0;
    }

    private async Task<bool> StartServicesAsync(IReadOnlyList<(string Service, int Replica)> wanted, bool announceUnfinished, CancellationToken cancellationToken)
    {
        var awaited = new List<Awaited>();
        var outdated = new List<string>();
        var changed = false;
        foreach (var (service, replica) in wanted)
        {
            var running = Find(service, replica);
            if (running is not null && running.Settings != launches.Fingerprint(service))
            {
                here.Screen.Say($"{running.Title} restarts: the address of a store has changed");
                await stopper.StopAsync([running], cancellationToken);
                running = null;
            }

            if (running is null)
            {
                var started = starter.Start(launches.Service(service, replica, announceUnfinished && service == Parts.Ingestion && replica == 1));
                awaited.Add(Service(started.Process, started));
                changed = true;
                continue;
            }

            var asked = Service(running, started: null);
            if (!await asked.IsReadyAsync(cancellationToken))
            {
                awaited.Add(asked);
            }

            if (running.Build != here.Places.Build)
            {
                outdated.Add(running.Title);
            }
        }

        if (outdated.Count > 0)
        {
            here.Screen.Warn($"of an older build: {string.Join(", ", outdated)}; './news down' and './news up' bring the new one");
        }

        await readiness.WaitAsync(awaited, cancellationToken);
        return changed;
    }

    // Who has a server already names it in the environment, as for the services themselves. While services run, what they
    // were started with stays, named again or not.
    private string? Foreign(string name, string variable, string? used, bool own)
    {
        var given = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
        if (given is not null && given != used && state.Services.Any())
        {
            throw new NewsException($"{variable} names another {(name == Parts.Mongo ? "store" : "broker")} than the one in use here: first './news down'.");
        }

        return given ?? (!own && state.Services.Any() ? used : null);
    }

    private Awaited Store(Launch launch, string data)
    {
        // The script writes it once it listens; the last run's would say so too early.
        var portFile = Launches.PortFile(data);
        File.Delete(portFile);
        var started = starter.Start(launch);
        return new(started.Process, started, StorePatience, _ => Task.FromResult(File.Exists(portFile) ? Health.Well : Health.Silent));
    }

    private static Awaited Service(RunningProcess process, Started? started) =>
        new(process, started, ServicePatience, token => Health.AskAsync(process.Port, token));

    private RunningProcess? Find(string name, int replica) =>
        state.Processes.Find(process => process.Name == name && process.Replica == replica);
}
