namespace NewsPlatform.Enrichment.Stories;

/// <summary>Where stories are kept for readers.</summary>
internal interface IStoryBook
{
    Task WriteAsync(IReadOnlyList<StoryPage> pages, CancellationToken cancellationToken);
}
