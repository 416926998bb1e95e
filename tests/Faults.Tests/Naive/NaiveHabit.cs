namespace NewsPlatform.Faults.Tests.Naive;

/// <summary>A habit that looks right until something dies.</summary>
internal enum NaiveHabit
{
    /// <summary>None: the small pipeline as it should be. The checker must find nothing.</summary>
    None,

    /// <summary>Trusts the file watcher and never looks into the folder: what came while nobody watched stays there.</summary>
    BareWatcher,

    /// <summary>Gives an article a new id at each attempt, stores it, then moves the file.</summary>
    StoreThenMove,

    /// <summary>Notes "seen" first, and passes over what was seen.</summary>
    SeenThenAck,
}
