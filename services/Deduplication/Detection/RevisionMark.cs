namespace NewsPlatform.Deduplication.Detection;

/// <summary>What a headline or an opening says about being a later version.</summary>
internal enum RevisionMark : byte
{
    None,
    Update,
    Correction,
    Withdrawal,
}
