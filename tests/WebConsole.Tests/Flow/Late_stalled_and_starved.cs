using NewsPlatform.WebConsole.Flow;

namespace NewsPlatform.WebConsole.Tests.Flow;

public sealed class Late_stalled_and_starved
{
    private static readonly FlowMap.Edge Enriched = FlowMap.Edges.Single(edge => edge.Queue == "storage-articles-enriched");
    private static readonly FlowMap.Edge Stored = FlowMap.Edges.Single(edge => edge.Queue == "ingestion-articles-stored");

    [Fact]
    public void Nothing_known_is_unknown_and_never_idle() =>
        Assert.Equal((EdgeCondition.Unknown, ReasonKind.NoFigures), Word(new EdgeFacts { Replicas = [] }));

    [Fact]
    public void Empty_is_idle_or_flowing_by_what_came_out()
    {
        Assert.Equal((EdgeCondition.Idle, ReasonKind.None), Word(new EdgeFacts { Depth = 0, Replicas = [A.Replica()] }));
        Assert.Equal((EdgeCondition.Flowing, ReasonKind.None), Word(new EdgeFacts { Depth = 0, Rate = 3, Replicas = [A.Replica()] }));
    }

    [Fact]
    public void What_moves_and_waited_long_is_late_and_says_whether_it_catches_up()
    {
        var late = new EdgeFacts { Depth = 500, Rate = 50, ArrivalRate = 80, OldestSeconds = 12, Replicas = [A.Replica()] };

        Assert.Equal((EdgeCondition.Late, ReasonKind.MoreComesThanGoes), Word(late));
        Assert.Equal((EdgeCondition.Late, ReasonKind.CatchingUp), Word(late with { ArrivalRate = 10 }));
        Assert.Equal((EdgeCondition.Flowing, ReasonKind.None), Word(late with { OldestSeconds = 9 }));
    }

    [Fact]
    public void What_lies_still_is_stalled_and_says_whose_fault_it_is()
    {
        var still = new EdgeFacts { Depth = 5, StillSeconds = 6, OldestSeconds = 60, Readers = 1, Replicas = [A.Replica()] };

        Assert.Equal((EdgeCondition.Stalled, ReasonKind.NothingFinished), Word(still));
        Assert.Equal((EdgeCondition.Stalled, ReasonKind.NobodyReads), Word(still with { Readers = 0 }));
        Assert.Equal((EdgeCondition.Stalled, ReasonKind.NoReplica), Word(still with { Replicas = [] }));
        Assert.Equal((EdgeCondition.Stalled, ReasonKind.NoReplica), Word(still with { Replicas = [A.Replica() with { Lost = true }] }));
        Assert.Equal((EdgeCondition.Stalled, ReasonKind.NotReady), Word(still with { Replicas = [A.Replica() with { Health = "not ready", Notes = ["store: gone"] }] }));
        Assert.Equal("store: gone", Rules.Judge(still with { Replicas = [A.Replica() with { Health = "not ready", Notes = ["store: gone"] }] }).Reason.Detail);
        Assert.Equal((EdgeCondition.Flowing, ReasonKind.None), Word(still with { StillSeconds = 4, OldestSeconds = 4 }));
    }

    [Fact]
    public void An_idle_edge_behind_a_stalled_one_is_starved_and_names_it()
    {
        var judged = Judged(("enrichment-articles-accepted", EdgeCondition.Stalled));

        Assert.Equal((EdgeCondition.Starved, "enrichment-articles-accepted"), Starved(Enriched, judged, new IngestionFlow { At = null }));
        Assert.Equal((EdgeCondition.Starved, "enrichment-articles-accepted"), Starved(Stored, judged, new IngestionFlow { At = null }));
        Assert.Equal((EdgeCondition.Idle, null), Starved(FlowMap.Edges.Single(edge => edge.Queue == "deduplication-articles-ingested"), judged, new IngestionFlow { At = null }));
        Assert.Equal((EdgeCondition.Idle, null), Starved(FlowMap.Edges.Single(edge => edge.Queue == "storage-articles-corrected"), judged, new IngestionFlow { At = null }));
    }

    [Fact]
    public void An_idle_flow_is_starved_by_a_pause_only_while_files_wait()
    {
        var paused = new IngestionFlow { State = "paused", Kind = "person", Reason = "rana paused it", Inbox = 3, At = null };

        Assert.Equal((EdgeCondition.Starved, "ingestion"), Starved(Enriched, Judged(), paused));
        Assert.Equal((EdgeCondition.Idle, null), Starved(Enriched, Judged(), paused with { Inbox = 0 }));
        Assert.Equal((EdgeCondition.Idle, null), Starved(Enriched, Judged(), paused with { State = "running" }));
    }

    [Fact]
    public void A_service_is_as_good_as_its_replicas()
    {
        Assert.Equal(ServiceCondition.Unknown, Rules.Judge([]));
        Assert.Equal(ServiceCondition.Ready, Rules.Judge([A.Replica(), A.Replica()]));
        Assert.Equal(ServiceCondition.Troubled, Rules.Judge([A.Replica(), A.Replica() with { Lost = true }]));
        Assert.Equal(ServiceCondition.Troubled, Rules.Judge([A.Replica() with { Health = "degraded" }]));
        Assert.Equal(ServiceCondition.Down, Rules.Judge([A.Replica() with { Health = "not ready" }, A.Replica() with { Lost = true }]));
    }

    [Theory]
    [InlineData(2.9, 1, false)]
    [InlineData(3.1, 1, true)]
    [InlineData(14, 5, false)]
    public void A_replica_is_lost_after_three_missing_beats(double silence, double interval, bool lost) =>
        Assert.Equal(lost, Rules.IsLost(TimeSpan.FromSeconds(silence), interval));

    private static (EdgeCondition, ReasonKind) Word(EdgeFacts facts)
    {
        var (condition, reason) = Rules.Judge(facts);
        return (condition, reason.Kind);
    }

    private static Dictionary<string, (EdgeCondition Condition, FlowReason Reason)> Judged(params (string Queue, EdgeCondition Condition)[] others) =>
        FlowMap.Edges.ToDictionary(
            edge => edge.Queue,
            edge => (others.FirstOrDefault(other => other.Queue == edge.Queue, (edge.Queue, EdgeCondition.Idle)).Item2, new FlowReason(ReasonKind.None)));

    private static (EdgeCondition, string?) Starved(FlowMap.Edge edge, Dictionary<string, (EdgeCondition Condition, FlowReason Reason)> judged, IngestionFlow ingestion)
    {
        var (condition, reason) = Rules.Starved(edge, judged[edge.Queue].Condition, judged[edge.Queue].Reason, judged, ingestion);
        return (condition, reason.Subject);
    }
}
