namespace NewsPlatform.Faults.Tests.Campaigns;

/// <summary>One way to break the platform on purpose, and what must hold all the same.</summary>
internal abstract class Campaign
{
    /// <summary>Short, as it is typed: <c>broker-killed</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What is done to the platform, in a sentence.</summary>
    public abstract string Attack { get; }

    /// <summary>What must hold, in a sentence.</summary>
    public abstract string Law { get; }

    /// <summary>What <c>--size</c> counts.</summary>
    public virtual string Unit => "files";

    /// <summary>The size of the test that runs with every change.</summary>
    public abstract int SmallSize { get; }

    /// <summary>The size of the full run.</summary>
    public abstract int FullSize { get; }

    /// <summary>Attacks, counts, and tells the run what was measured.</summary>
    public abstract Task RunAsync(CampaignRun run);
}
