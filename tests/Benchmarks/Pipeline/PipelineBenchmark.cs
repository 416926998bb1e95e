using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>
/// <c>bench pipeline</c>: the whole platform on a real broker and a real engine, beside a pipeline that does nothing but
/// carry and store the same bytes, in turn, in one run.
/// </summary>
internal sealed class PipelineBenchmark
{
    private static readonly double[] Shares = [0.1, 0.5, 0.9];

    // Two replicas at a fifth of a core leave room on two cores for broker, store and this process.
    private const double ShareOfCore = 0.2;
    private const int BodySamples = 400;
    private const int Single = 40;

    private readonly PipelineOptions options;
    private readonly TextWriter output;
    private readonly Rig rig;
    private readonly Load load;
    private readonly PipelineFigures figures;
    private readonly long started = Stopwatch.GetTimestamp();

    private PipelineBenchmark(PipelineOptions options, TextWriter output, Rig rig, Load load, PipelineFigures figures)
    {
        this.options = options;
        this.output = output;
        this.rig = rig;
        this.load = load;
        this.figures = figures;
    }

    public static Command Command()
    {
        var options = new PipelineArguments();
        var command = new Command("pipeline", "The whole pipeline beside a null pipeline; latency, stages, replicas, standalone, memory, growth");
        options.AddTo(command);
        command.SetAction((parsed, token) => RunAsync(options.Of(parsed), parsed.InvocationConfiguration.Output, token));
        return command;
    }

    public static async Task<int> RunAsync(PipelineOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var before = double.Parse((await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ')[0], CultureInfo.InvariantCulture);
        var vocabulary = Vocabulary.Read(SharedFolder.Find());
        await using var rig = await Rig.StartAsync(options.Settings, cancellationToken);
        var figures = new PipelineFigures
        {
            MeasuredAt = TimeProvider.System.GetUtcNow(),
            Machine = new(Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, before),
            Load = new(vocabulary.Origin, options.ArticlesPerDocument, 0, 0, []),
        };
        var bench = new PipelineBenchmark(options, output, rig, new Load(vocabulary, rig.Staging), figures);
        figures = await bench.MeasureAsync(cancellationToken);
        await PipelineReport.WriteAsync(figures, options.Folder, output, cancellationToken);
        return 0;
    }

    private async Task<PipelineFigures> MeasureAsync(CancellationToken cancellationToken)
    {
        await SayAsync($"warming up: {options.WarmUp:N0} articles");
        await rig.RunAsync(load.Make(options.WarmUp, options.ArticlesPerDocument), cancellationToken);
        var held = Memory(rig.Processes);
        var passed = rig.Fates.Told;
        rig.Fates.TakeLatencies();

        var bodies = await NullBodies.TakeAsync(rig.News, BodySamples, cancellationToken);
        var measured = figures with
        {
            Load = figures.Load with
            {
                LettersPerArticle = load.Letters,
                BytesPerArticle = load.Bytes,
                BytesPerHop = [.. Enumerable.Range(0, NullBodies.Hops + 1).Select(hop => Math.Round(bodies.Bytes(hop)))],
            },
        };
        var file = Path.Combine(rig.Staging, "bodies.bin");
        bodies.Write(file);
        await using var nulls = await NullPipeline.StartAsync(rig.BrokerAddress, rig.StoreAddress, file, cancellationToken);
        await nulls.RunAsync(options.WarmUp, cancellationToken);
        measured.Whole = await InTurnAsync(measured, nulls, cancellationToken);
        await LatencyAsync(measured, cancellationToken);
        if (options.Does("singles"))
        {
            measured.SingleFiles = new([await RateAsync(options.Articles / 2, perDocument: 1, cancellationToken)]);
            await SayAsync($"one article a file: {measured.SingleFiles.Median:N0} articles/s");
        }

        if (options.Does("stages"))
        {
            var stages = await Alone.MeasureAsync(rig, load.Make(options.StageArticles, options.ArticlesPerDocument), cancellationToken);
            measured.Stages.AddRange(stages);
            foreach (var stage in stages)
            {
                await SayAsync($"{stage.Stage} alone: {stage.Rate:N0} articles/s");
            }
        }

        if (options.Does("growth"))
        {
            await GrowthAsync(measured, nulls, cancellationToken);
        }

        measured.StoredBytesPerArticle = await rig.StoredBytesAsync(cancellationToken) / rig.Fates.Told;
        measured.Memory.AddRange(Memory(rig.Processes).Select(now => new MemoryFigures(
            now.Key, held.GetValueOrDefault(now.Key).Memory, now.Value.Memory, now.Value.MostMemory, rig.Fates.Told - passed)));
        if (options.Does("replicas"))
        {
            await ReplicasAsync(measured, cancellationToken);
        }

        if (options.Does("standalone"))
        {
            await StandaloneAsync(measured, cancellationToken);
        }

        return measured;
    }

    // Ours, theirs, ours, theirs: whatever else the machine does meets both.
    private async Task<Throughput> InTurnAsync(PipelineFigures measured, NullPipeline nulls, CancellationToken cancellationToken)
    {
        var (stored, articles) = ((int)rig.Fates.Told, options.Articles);
        var (ours, theirs) = (new List<double>(), new List<double>());
        var (ourCosts, theirCosts) = (new List<IReadOnlyDictionary<string, double>>(), new List<IReadOnlyDictionary<string, double>>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            var documents = load.Make(articles, options.ArticlesPerDocument);
            var costs = Costs.Begin(rig.Processes);
            ours.Add(articles / await rig.RunAsync(documents, cancellationToken));
            ourCosts.Add(costs.PerArticle(articles));
            costs = Costs.Begin([.. nulls.Processes, .. rig.Processes.Where(one => one.Name is Rig.Broker or Rig.Store)]);
            theirs.Add(articles / await nulls.RunAsync(articles, cancellationToken));
            theirCosts.Add(costs.PerArticle(articles));
            await SayAsync($"with {stored:N0} stored, round {round}: {ours[^1]:N0} articles/s ({ourCosts[^1].Values.Sum():N0} us each), null pipeline {theirs[^1]:N0} ({theirCosts[^1].Values.Sum():N0} us each)");
            await SayAsync($"         us each: {PipelineReport.Parts(ourCosts[^1])}");
        }

        rig.Fates.TakeLatencies();
        var whole = new Throughput { Ours = new(ours), Null = new(theirs), OurCost = Statistics.Medians(ourCosts), NullCost = Statistics.Medians(theirCosts) };
        measured.Growth.Add(new(stored, whole.Ours.Median, whole.OurCost, whole.NullCost.Values.Sum()));
        return whole;
    }

    private async Task LatencyAsync(PipelineFigures measured, CancellationToken cancellationToken)
    {
        if (!options.Does("latency"))
        {
            return;
        }

        foreach (var share in Shares)
        {
            var rate = share * measured.Whole!.Ours.Median;
            var documents = load.Make((int)(rate * options.LatencySeconds), options.ArticlesPerDocument);
            await DropAtAsync(documents, rate / options.ArticlesPerDocument, cancellationToken);
            await AddLatencyAsync(measured, string.Create(CultureInfo.InvariantCulture, $"{share:0.0} of the rate"), rate);
        }

        // One at a time into a quiet platform, at moments that no timer of it knows.
        var random = new Random(3);
        foreach (var document in load.Make(Single, perDocument: 1))
        {
            await rig.RunAsync([document], cancellationToken);
            await Task.Delay(random.Next(40, 240), cancellationToken);
        }

        await AddLatencyAsync(measured, "a single small file", 0);
    }

    private async Task AddLatencyAsync(PipelineFigures measured, string name, double rate)
    {
        var latencies = rig.Fates.TakeLatencies();
        var line = new LatencyFigures(
            name, rate, latencies.Length, Statistics.Percentile(latencies, 0.5), Statistics.Percentile(latencies, 0.95), Statistics.Percentile(latencies, 0.99), latencies[^1]);
        measured.Latency.Add(line);
        await SayAsync($"drop to stored, {line.Load} ({line.Rate:N0}/s): p50 {line.P50 * 1000:N0} ms, p95 {line.P95 * 1000:N0}, p99 {line.P99 * 1000:N0}");
    }

    // An open loop: what is due is dropped, however late the platform is.
    private async Task DropAtAsync(List<LoadDocument> documents, double rate, CancellationToken cancellationToken)
    {
        var before = rig.Fates.Told;
        var begun = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        for (var next = 0; next < documents.Count;)
        {
            var due = Math.Min(documents.Count, (int)(Stopwatch.GetElapsedTime(begun).TotalSeconds * rate));
            for (; next < due; next++)
            {
                rig.Fates.Drop(documents[next], rig.Inbox);
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await rig.Fates.UntilAsync(before + documents.Sum(document => document.Articles), TimeSpan.FromMinutes(3), cancellationToken);
    }

    private async Task ReplicasAsync(PipelineFigures measured, CancellationToken cancellationToken)
    {
        foreach (var (service, queue) in Alone.Stages)
        {
            foreach (var count in options.Replicas)
            {
                await rig.ScaleAsync(service, count);
                await rig.RunAsync(load.Make(options.Articles / 8, options.ArticlesPerDocument), cancellationToken);
                var rate = await RateAsync(options.Articles / 4, options.ArticlesPerDocument, cancellationToken);
                double? stage = queue is null ? null : await StageRateAsync(service, queue, count, cancellationToken);
                measured.Replicas.Add(new(service, count, rate, stage));
                await SayAsync($"{service} x {count}: {rate:N0} articles/s" + (stage is null ? "" : $"; alone, each at {ShareOfCore:0.0} core: {stage:N0}"));
            }

            await rig.ScaleAsync(service, 1);
        }
    }

    // The queue is filled while the stage stands still; then its replicas empty it, each held to a share of a core.
    private async Task<double> StageRateAsync(string service, string queue, int replicas, CancellationToken cancellationToken)
    {
        var documents = load.Make(options.StageArticles * replicas, options.ArticlesPerDocument);
        var articles = documents.Sum(document => document.Articles);
        var before = rig.Fates.Told;
        await rig.RestartAsync(service, replicas, Throttle.Settings);
        await rig.RunAsync(load.Make(options.StageArticles / 2 * replicas, options.ArticlesPerDocument), cancellationToken);
        before = rig.Fates.Told;
        rig.Only([.. Rig.Services.Where(other => other != service)]);
        foreach (var document in documents)
        {
            rig.Fates.Drop(document, rig.Inbox);
        }

        await rig.SettledAsync(queue, cancellationToken);
        rig.Only(service);
        double rate;
        await using (rig.Hold(service, ShareOfCore))
        {
            rate = await Alone.EmptiedAsync(rig, queue, articles, cancellationToken);
        }

        rig.All();
        await rig.Fates.UntilAsync(before + articles, TimeSpan.FromMinutes(3), cancellationToken);
        await rig.RestartAsync(service, replicas, []);
        return rate;
    }

    // Rounds as long as those at the start: what the engine and the index do every minute is a part of the cost.
    private async Task GrowthAsync(PipelineFigures measured, NullPipeline nulls, CancellationToken cancellationToken)
    {
        foreach (var mark in options.Marks)
        {
            while (mark - rig.Fates.Told is > 0 and var missing)
            {
                await rig.RunAsync(load.Make((int)Math.Min(missing, 10_000), 50), cancellationToken);
            }

            await InTurnAsync(measured, nulls, cancellationToken);
        }
    }

    private async Task StandaloneAsync(PipelineFigures measured, CancellationToken cancellationToken)
    {
        await rig.StopServicesAsync();
        var (process, database) = await rig.StartStandaloneAsync();
        await using var store = database;
        var rates = new List<double>();
        var costs = new List<double>();
        for (var round = 0; round <= 2; round++)
        {
            var documents = load.Make(options.Articles / 2, options.ArticlesPerDocument);
            var cost = Costs.Begin([("host", process)]);
            var begun = Stopwatch.GetTimestamp();
            documents.ForEach(document => rig.Fates.Drop(document, rig.Inbox));
            var complete = documents.Count * (round + 1);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (await store.CountAsync("documents", new System.Text.Json.Nodes.JsonObject { ["state"] = "complete" }, cancellationToken) < complete)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }

            // The first round warms it up.
            if (round > 0)
            {
                rates.Add(documents.Sum(document => document.Articles) / Stopwatch.GetElapsedTime(begun).TotalSeconds);
                costs.Add(cost.PerArticle(options.Articles / 2.0)["host"]);
            }
        }

        measured.Standalone = new(new(rates), Statistics.Median(costs), ProcessCost.Of(process).Memory);
        await SayAsync($"standalone: {measured.Standalone.Rate.Median:N0} articles/s, {measured.Standalone.MemoryBytes / 1e6:N0} MB");
    }

    private async Task<double> RateAsync(int articles, int perDocument, CancellationToken cancellationToken)
    {
        var rate = articles / await rig.RunAsync(load.Make(articles, perDocument), cancellationToken);
        rig.Fates.TakeLatencies();
        return rate;
    }

    private static Dictionary<string, ProcessCost> Memory(IReadOnlyList<(string Name, int Process)> processes) =>
        processes.ToDictionary(one => one.Name, one => ProcessCost.Of(one.Process), StringComparer.Ordinal);

    private Task SayAsync(FormattableString line) => SayAsync(line.ToString(CultureInfo.InvariantCulture));

    private Task SayAsync(string line) =>
        output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"[{Stopwatch.GetElapsedTime(started).TotalSeconds,4:0} s] {line}"));
}
