namespace NewsPlatform.WebConsole.Flow;

/// <summary>How the news flows now: one picture, put together from heartbeats, the broker, the store and Ingestion's door.</summary>
public interface IFlowSource
{
    /// <summary>The latest picture; never changes once it is given out.</summary>
    FlowSnapshot Current { get; }

    /// <summary>There is a new one; raised about once a second, on a thread of the source's own.</summary>
    event Action? Changed;
}
