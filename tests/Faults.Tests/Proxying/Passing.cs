namespace NewsPlatform.Faults.Tests.Proxying;

internal enum Direction
{
    ToServer,
    ToClient,
}

/// <summary>One frame on its way through a proxy.</summary>
/// <param name="Direction">Where it goes.</param>
/// <param name="Word">What it says, as its protocol names it: <c>basic.publish</c>, <c>insert</c>, <c>insert.reply</c>.</param>
internal readonly record struct Passing(Direction Direction, string Word);

/// <summary>What becomes of a frame.</summary>
internal enum Passage
{
    /// <summary>It goes on.</summary>
    Forward,

    /// <summary>It is lost, and its connection is reset: the other side never sees it.</summary>
    Cut,

    /// <summary>It goes on, then its connection is reset.</summary>
    ForwardThenCut,
}
