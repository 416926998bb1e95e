namespace NewsPlatform.Ingestion.Splitting;

/// <summary>How many places of one text may still have their subject weighed: what bounds the time of any text.</summary>
internal sealed class WeighingBudget(int most)
{
    /// <summary>How many were weighed.</summary>
    public int Taken { get; private set; }

    /// <summary>Whether one more was asked for than there were.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Takes one; false when none is left.</summary>
    public bool Take()
    {
        if (Taken == most)
        {
            IsSpent = true;
            return false;
        }

        Taken++;
        return true;
    }
}
