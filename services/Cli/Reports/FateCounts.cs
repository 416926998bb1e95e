using System.Text.Json.Nodes;
using NewsPlatform.Contracts;

namespace NewsPlatform.Cli.Reports;

/// <summary>How many articles have which fate, as the ledger has it.</summary>
internal sealed record FateCounts
{
    public long Stored { get; init; }

    public long Repeated { get; init; }

    public long Quarantined { get; init; }

    public long Rejected { get; init; }

    public long InFlight { get; init; }

    public long All => Stored + Repeated + Quarantined + Rejected + InFlight;

    public long Settled => All - InFlight;

    /// <summary>Group fields that count a page's articles by fate, without unwinding them: a page holds up to 500.</summary>
    internal static JsonObject Sums(JsonNode? by) => new()
    {
        ["_id"] = by,
        ["stored"] = Sum(Fate.Stored),
        ["repeated"] = Sum(Fate.Repeated),
        ["quarantined"] = Sum(Fate.Quarantined),
        ["rejected"] = Sum(Fate.Rejected),
        ["inFlight"] = Sum(Fate.InFlight),
    };

    private static JsonObject Sum(string fate) => new()
    {
        ["$sum"] = new JsonObject
        {
            ["$size"] = new JsonObject
            {
                ["$filter"] = new JsonObject
                {
                    ["input"] = "$articles",
                    ["cond"] = new JsonObject { ["$eq"] = new JsonArray("$$this.fate", fate) },
                },
            },
        },
    };
}
