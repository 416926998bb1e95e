namespace NewsPlatform.Faults.Tests.Campaigns;

/// <summary>All campaigns, in the order in which <c>news campaign all</c> runs them.</summary>
internal static class CampaignTable
{
    public static IReadOnlyList<Campaign> All { get; } =
    [
        new FilesRenamed(),
        new ManyFiles(),
        new SlowWriters(),
        new IngestionReplicas(),
        new StrangeNames(),
        new BadFiles(),
        new MutatedFiles(),
        ServerKilled.Broker,
        ServerKilled.Store,
        new StoreAway(),
        new SlowStage(),
        new NetworkCut(),
        new KilledBetweenSteps(),
        new ReplicasComeAndGo(),
        new QueuesFull(),
        new BrokerAlarms(),
        new QueueDeleted(),
        new UnknownFields(),
        new Soak(),
    ];

    public static Campaign? Find(string name) => All.FirstOrDefault(campaign => campaign.Name == name);
}
