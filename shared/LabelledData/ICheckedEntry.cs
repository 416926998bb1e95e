namespace NewsPlatform.LabelledData;

/// <summary>An entry that its reader alone cannot vouch for.</summary>
public interface ICheckedEntry
{
    /// <summary>What is wrong with it, or nothing.</summary>
    string? Mistake { get; }
}
