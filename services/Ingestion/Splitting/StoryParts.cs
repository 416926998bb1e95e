namespace NewsPlatform.Ingestion.Splitting;

/// <summary>Collects the parts of one story as its blocks come.</summary>
internal sealed class StoryParts
{
    private static readonly char[] BetweenContributors = [';', '؛'];

    public string? Headline { get; set; }
    public bool HeadlineIsCaption { get; set; }
    public int Repeats { get; set; }
    public List<string> Body { get; } = [];
    public List<string> Paragraphs { get; } = [];
    public List<string> Subheads { get; } = [];
    public List<string> Credits { get; } = [];
    public List<string> Bylines { get; } = [];
    public List<string> Contributors { get; } = [];
    public List<string> Captions { get; } = [];
    public List<string> Dates { get; } = [];
    public List<string> Related { get; } = [];
    public Dateline? Dateline { get; private set; }
    public string? Link { get; private set; }

    public void AddParagraph(string paragraph, Dateline? dateline)
    {
        if (Paragraphs.Count == 0)
        {
            Dateline = dateline;
        }

        Body.Add(paragraph);
        Paragraphs.Add(paragraph);
    }

    public void AddSubhead(string subhead)
    {
        Body.Add(subhead);
        Subheads.Add(subhead);
    }

    public void AddFurniture(Block block)
    {
        switch (block.Kind)
        {
            case BlockKind.Byline:
                Bylines.Add(block.Text);
                break;
            case BlockKind.Contributors:
                Contributors.AddRange(block.Text.TrimEnd('.').Split(BetweenContributors, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                break;
            case BlockKind.Caption:
                Captions.Add(block.Text);
                return;
            case BlockKind.Date:
                Dates.Add(block.Text);
                return;
            case BlockKind.Credit or BlockKind.Trailer:
                break;
            default:
                return;
        }

        Credits.Add(block.Text);
        Link ??= Links.First(block.Text);
    }
}
