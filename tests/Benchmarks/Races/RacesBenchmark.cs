using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation.Replicas;
using NewsPlatform.LabelledData;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Benchmarks.Races;

/// <summary>
/// <c>bench races</c>: pairs of copies released together into several replicas of the real decision over a real store, with
/// kills and second deliveries. In the end one of every pair is kept, and none is lost.
/// </summary>
internal static class RacesBenchmark
{
    private const int Bundle = 16;

    public static Command Command()
    {
        var pairs = new Option<int>("--pairs") { Description = "Pairs of copies", DefaultValueFactory = _ => 100_000 };
        var replicas = new Option<int>("--replicas") { Description = "Replicas at once", DefaultValueFactory = _ => 4 };
        var kill = new Option<int>("--kill-every") { Description = "One bundle in so many kills its replica", DefaultValueFactory = _ => 2_000 };
        var again = new Option<int>("--again-every") { Description = "One bundle in so many is delivered twice", DefaultValueFactory = _ => 20 };
        var command = new Command("races", "Copies released together into several replicas: one of each pair is kept, none is lost") { pairs, replicas, kill, again };
        command.SetAction((parsed, token) => RunAsync(
            parsed.GetValue(pairs), parsed.GetValue(replicas), parsed.GetValue(kill), parsed.GetValue(again), parsed.InvocationConfiguration.Output, token));
        return command;
    }

    private static async Task<int> RunAsync(int pairs, int replicas, int killEvery, int againEvery, TextWriter output, CancellationToken cancellationToken)
    {
        var vocabulary = Vocabulary.Read(SharedFolder.Find());
        var (originals, copies, unlike) = Make(vocabulary, pairs);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{pairs:N0} pairs made of {vocabulary.Origin}: the same text, edited or cut; {unlike:N0} more were edited beyond what the rules call a copy, and left out."));

        await using var store = await EmbeddedMongo.StartAsync();
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = store.ConnectionString, Database = "races" });
        var told = new ToldVerdicts();
        var race = new ReplicaRace(() => new WindowReplica(database, TimeProvider.System), told);
        var random = new Random(7);

        // Bundles of copies stand beside the bundles of their originals: two replicas take them at the same moment.
        var bundles = originals.Chunk(Bundle).Zip(copies.Chunk(Bundle), (a, b) => random.Next(2) == 0 ? new[] { a, b } : [b, a]).SelectMany(both => both)
            .SelectMany(bundle => Enumerable.Repeat(bundle, random.Next(againEvery) == 0 ? 2 : 1)).ToList();
        var clock = Stopwatch.StartNew();
        await race.RunAsync(bundles, replicas, killEvery, seed: 1, cancellationToken);
        clock.Stop();

        int doubles = 0, lost = 0;
        foreach (var (a, b) in originals.Zip(copies, (a, b) => (a.ArticleId, b.ArticleId)))
        {
            doubles += told.GoesOn(a) && told.GoesOn(b) ? 1 : 0;
            lost += IsLost(told, a) + IsLost(told, b);
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{bundles.Count:N0} bundles in {clock.Elapsed.TotalSeconds:N0} s through {replicas} replicas on one embedded store, all on this machine: {2 * pairs / clock.Elapsed.TotalSeconds:N0} articles/s; {race.Kills} replicas killed."));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"FIGURE deduplication: {pairs:N0} pairs of copies released together into {replicas} replicas: {doubles} double originals, {lost} lost (demand 0 and 0, {(doubles + lost == 0 ? "met" : "MISSED")})"));
        return doubles + lost == 0 ? 0 : 3;
    }

    // Nobody said anything of it, or what it is said to repeat does not go on itself.
    private static int IsLost(ToldVerdicts told, string article) =>
        told.Of(article) is null || (!told.GoesOn(article) && !told.GoesOn(told.Line(article).Split(' ')[1])) ? 1 : 0;

    private static (List<Fingerprint> Originals, List<Fingerprint> Copies, int Unlike) Make(Vocabulary vocabulary, int pairs)
    {
        var news = new SyntheticNews(vocabulary, seed: 11);
        List<Fingerprint> originals = new(pairs), copies = new(pairs);
        var judge = new PairJudge(DetectionRules.Default);
        var unlike = 0;
        while (originals.Count < pairs)
        {
            var (original, copy) = news.Pair();
            if (judge.JudgeBoth(original.View, copy.View).Kind is RepeatKind.Exact or RepeatKind.Near or RepeatKind.Contained)
            {
                originals.Add(original);
                copies.Add(copy);
            }
            else
            {
                unlike++;
            }
        }

        return (originals, copies, unlike);
    }
}
