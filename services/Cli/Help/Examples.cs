namespace NewsPlatform.Cli.Help;

/// <summary>What people type most, by command.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> ByCommand = new(StringComparer.Ordinal)
    {
        [""] =
        [
            "./news up                      start everything and read the sample documents",
            "./news drop today/*.html       put files in, wait for every article",
            "./news status                  what runs, and whether the balance is even",
            "./news down                    stop everything; what is stored stays",
        ],
        ["up"] =
        [
            "./news up                      one process, embedded store",
            "./news up --distributed        RabbitMQ and a process for each service",
            "./news up --inbox /srv/drop    watch another folder",
            "Mongo__ConnectionString=mongodb://db1,db2/?replicaSet=rs0 ./news up",
        ],
        ["down"] = ["./news down", "./news down --all              also what .news/run.json has lost"],
        ["status"] = ["./news status", "./news status --json"],
        ["drop"] =
        [
            "./news drop seeds/000*.txt",
            "./news drop /archive/2019      a folder; its name becomes the source",
            "./news drop --no-wait big.zip  leave it in the inbox",
            "exit code 3: some files failed or some articles are quarantined",
        ],
        ["scale"] = ["./news scale deduplication 4", "./news scale storage 1"],
        ["search"] = ["./news search أوكرانيا -زلزال", "./news search \"مجلس الأمن\" --language ar --sort newest", "./news search --person زيلينسكي -n 50 --json"],
        ["quarantine"] = ["./news quarantine", "./news quarantine retry --all --sample 1", "./news quarantine discard ID --because \"an advertisement\""],
        ["replay"] = ["./news replay start --source reuters --limit 500", "./news replay start --stage deduplication --from 2026-11-01", "./news replay show ID", "./news replay promote ID"],
        ["keys"] = ["./news keys add rana --role operator", "./news keys revoke rana"],
        ["accounts"] = ["./news accounts add rana --role operator", "./news accounts reset admin    a new password, shown once"],
        ["logs"] = ["./news logs", "./news logs -f storage", "./news logs -n 200 mongo"],
        ["test"] = ["./news test", "./news test --quick", "./news test Mongo.Tests", "./news test \"kill -9\""],
        ["eval"] = ["./news eval dedup --help"],
        ["read"] = ["./news read seeds/000*.txt"],
    };

    public static IReadOnlyList<string> Of(string command) => ByCommand.GetValueOrDefault(command, []);
}
