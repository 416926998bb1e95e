namespace NewsPlatform.Ingestion.Splitting;

/// <summary>Makes the document of outlines, stretch by stretch, so that its segments tile the text.</summary>
internal sealed class DocumentBuilder(string text)
{
    /// <summary>Blocks after which a story's text is kept in one piece: no story has so many, a table of numbers has.</summary>
    internal const int MostBlocks = 20_000;

    private const double WorthTelling = 0.02;
    private const int MostDecisions = 50_000;

    private readonly List<SplitArticle> _articles = [];
    private readonly List<(RelatedHeadline Headline, string Line)> _related = [];
    private readonly List<SplitSegment> _segments = [];
    private readonly List<BoundaryDecision> _decisions = [];
    private readonly List<string> _notes = [];
    private readonly TeaserJudge _teasers = new();
    private int _covered;

    public int ArticleCount => _articles.Count;

    public void Note(string note)
    {
        if (!_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }

    /// <summary>
    /// Adds the stories of a stretch that ends at <paramref name="rest"/>. Returns where the next stretch begins: at the
    /// last story when the text goes on, for it may go on too.
    /// </summary>
    public int Add(Outline outline, int rest)
    {
        var stories = StorySpans.Of(outline);
        var taken = stories.Count;
        var next = rest;
        if (rest < text.Length && stories.Count > 1 && stories[^1].First > 0)
        {
            taken--;
            next = outline.Blocks[stories[^1].First].Start;
        }
        else if (rest < text.Length)
        {
            Note("story-cut-at-line-limit");
        }

        var until = taken < stories.Count ? stories[taken].First : outline.Blocks.Count;
        var kinds = _teasers.Judge(outline, stories);
        var at = 0;
        for (var s = 0; s < taken; s++)
        {
            var story = stories[s];
            AddBetween(outline, at, story.First);
            AddStory(outline, story, kinds[s]);
            at = story.Last + 1;
        }

        AddBetween(outline, at, until);
        Blank(next);
        return next;
    }

    /// <summary>Keeps all from <paramref name="from"/> on as one story in one piece, or as a separator when no letter is in it.</summary>
    public void KeepRest(int from)
    {
        var start = from;
        var end = text.Length;
        while (start < end && Letters.IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && Letters.IsBlank(text[end - 1]))
        {
            end--;
        }

        if (!HoldsLetters(text.AsSpan(start, end - start)))
        {
            Segment(SegmentKind.Separator, start, end, null);
        }
        else
        {
            var whole = text[start..end];
            var decision = new BoundaryDecision { Offset = start, IsBoundary = true, Rule = BoundaryRules.Limit, Probability = 0 };
            Segment(SegmentKind.Paragraph, start, end, _articles.Count);
            _decisions.Add(decision);
            _articles.Add(new SplitArticle
            {
                Kind = SplitArticle.Full, Text = whole, Paragraphs = [whole], Start = start, End = end, Confidence = 0, Boundary = decision,
            });
        }

        Blank(text.Length);
    }

    private static bool HoldsLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                return true;
            }
        }

        return false;
    }

    public SplitDocument Build()
    {
        Blank(text.Length);
        var headlines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _articles.Count; i++)
        {
            if (_articles[i].Headline is { } headline)
            {
                headlines.TryAdd(Letters.Canonical(headline), i);
            }
        }

        return new SplitDocument
        {
            Articles = _articles,
            RelatedHeadlines = [.. _related.Select(r => headlines.TryGetValue(r.Line, out var article) ? r.Headline with { ArticleIndex = article } : r.Headline)],
            Segments = _segments,
            Decisions = _decisions,
            Notes = _notes,
        };
    }

    // Separators, markers and mentions between stories; mentions count for the story before them too.
    private void AddBetween(Outline outline, int from, int to)
    {
        List<string>? mentions = null;
        for (var i = from; i < to; i++)
        {
            AddSegment(outline, i, article: null);
            if (outline.Roles[i] == BlockRole.RelatedHeadline)
            {
                (mentions ??= []).Add(AddRelated(outline, i));
            }
        }

        if (mentions is not null && _articles.Count > 0)
        {
            _articles[^1] = _articles[^1] with { RelatedHeadlines = [.. _articles[^1].RelatedHeadlines, .. mentions] };
        }
    }

    private void AddStory(Outline outline, StorySpan story, string kind)
    {
        var blocks = outline.Blocks;
        var parts = new StoryParts();
        var index = _articles.Count;
        if (story.Last - story.First >= MostBlocks)
        {
            Note("story-kept-in-one-piece");
            var whole = text[blocks[story.First].Start..blocks[story.Last].End];
            parts.AddParagraph(whole, null);
            Segment(SegmentKind.Paragraph, blocks[story.First].Start, blocks[story.Last].End, index);
        }
        else
        {
            for (var i = story.First; i <= story.Last; i++)
            {
                AddSegment(outline, i, index);
                AddPart(outline, i, parts);
            }
        }

        var doubt = 0.0;
        for (var i = story.First; i <= story.Last; i++)
        {
            if (outline.Rules[i] is null || outline.Roles[i] == BlockRole.RelatedHeadline)
            {
                continue;
            }

            if (!outline.Starts[i])
            {
                doubt = Math.Max(doubt, outline.Probabilities[i]);
            }

            // Of paragraphs nobody would ask why they begin no story, unless it was near.
            if (outline.Starts[i]
                || (_decisions.Count < MostDecisions && (blocks[i].IsTitleLike || outline.Probabilities[i] >= WorthTelling)))
            {
                _decisions.Add(DecisionAt(outline, i));
            }
        }

        var boundary = DecisionAt(outline, story.Start);
        var following = story.NextStart >= 0 ? outline.Probabilities[story.NextStart] : 1;
        _articles.Add(new SplitArticle
        {
            Kind = kind,
            Headline = parts.Headline,
            HeadlineFrom = parts.Headline is null ? null : parts.Repeats > 0 ? "repeated-line" : parts.HeadlineIsCaption ? "caption" : "line",
            Text = string.Join("\n\n", parts.Body),
            Paragraphs = parts.Paragraphs,
            Subheads = parts.Subheads,
            Credits = parts.Credits,
            Bylines = parts.Bylines,
            Contributors = parts.Contributors,
            Captions = parts.Captions,
            Dates = parts.Dates,
            Dateline = parts.Dateline,
            RelatedHeadlines = parts.Related,
            RepeatedHeadlineLines = parts.Repeats,
            Link = parts.Link,
            Start = blocks[story.First].Start,
            End = blocks[story.Last].End,
            Confidence = Math.Round(boundary.Probability * following * (1 - doubt), 3),
            Boundary = boundary,
        });
    }

    private static BoundaryDecision DecisionAt(Outline outline, int i) => new()
    {
        Offset = outline.Blocks[i].Start,
        IsBoundary = outline.Starts[i],
        Rule = outline.Rules[i] ?? BoundaryRules.FirstOfDocument,
        Probability = Math.Round(outline.Probabilities[i], 3),
        Evidence = outline.Evidence[i] ?? [],
    };

    private void AddPart(Outline outline, int i, StoryParts parts)
    {
        var block = outline.Blocks[i];
        switch (outline.Roles[i])
        {
            case BlockRole.Headline:
                parts.Headline = block.Text;
                parts.HeadlineIsCaption = block.Kind == BlockKind.Caption;
                break;
            case BlockRole.RepeatedHeadline:
                parts.Repeats++;
                break;
            case BlockRole.Subhead:
                parts.AddSubhead(block.Text);
                break;
            case BlockRole.Paragraph:
                var cut = block.TailMarkerStart > 0 ? block.Text.Length - (block.End - block.TailMarkerStart) : block.Text.Length;
                parts.AddParagraph(cut > 0 && cut < block.Text.Length ? block.Text[..cut].TrimEnd(' ', '[', '(', '»', '\u00A0') : block.Text, block.Dateline);
                break;
            case BlockRole.RelatedHeadline:
                parts.Related.Add(AddRelated(outline, i));
                break;
            default:
                parts.AddFurniture(block);
                break;
        }
    }

    private string AddRelated(Outline outline, int i)
    {
        var block = outline.Blocks[i];
        var mention = block.Item ?? block.Text;
        _related.Add((new RelatedHeadline { Text = mention, Start = block.Start, End = block.End, Rule = outline.Rules[i] ?? "list under a marker" }, Letters.Canonical(mention)));
        return mention;
    }

    private void AddSegment(Outline outline, int i, int? article)
    {
        var block = outline.Blocks[i];
        var kind = outline.Roles[i] switch
        {
            BlockRole.Headline => SegmentKind.Headline,
            BlockRole.RepeatedHeadline => SegmentKind.RepeatedHeadline,
            BlockRole.Subhead => SegmentKind.Subhead,
            BlockRole.RelatedHeadline => SegmentKind.RelatedHeadline,
            BlockRole.Furniture => FurnitureKind(block.Kind),
            _ => SegmentKind.Paragraph,
        };
        if (block.TailMarkerStart > block.Start && kind == SegmentKind.Paragraph)
        {
            Segment(kind, block.Start, block.TailMarkerStart, article);
            Segment(SegmentKind.Marker, block.TailMarkerStart, block.End, article);
        }
        else
        {
            Segment(kind, block.Start, block.End, article);
        }
    }

    private static SegmentKind FurnitureKind(BlockKind kind) => kind switch
    {
        BlockKind.Separator => SegmentKind.Separator,
        BlockKind.Marker => SegmentKind.Marker,
        BlockKind.InlineRelated => SegmentKind.RelatedHeadline,
        BlockKind.Credit => SegmentKind.Credit,
        BlockKind.Byline => SegmentKind.Byline,
        BlockKind.Date => SegmentKind.Date,
        BlockKind.Caption => SegmentKind.Caption,
        BlockKind.Contributors => SegmentKind.Contributors,
        BlockKind.Trailer => SegmentKind.Trailer,
        BlockKind.EndMark => SegmentKind.EndMark,
        _ => SegmentKind.Paragraph,
    };

    private void Segment(SegmentKind kind, int start, int end, int? article)
    {
        // White space inside a story is the story's, white space between stories is nobody's.
        if (start > _covered)
        {
            var inside = article is not null && _segments.Count > 0 && _segments[^1].Article == article ? article : null;
            _segments.Add(new SplitSegment(SegmentKind.Blank, _covered, start, inside));
        }

        if (end > start)
        {
            _segments.Add(new SplitSegment(kind, start, end, article));
        }

        _covered = Math.Max(_covered, end);
    }

    private void Blank(int until)
    {
        if (until > _covered)
        {
            _segments.Add(new SplitSegment(SegmentKind.Blank, _covered, until, null));
            _covered = until;
        }
    }
}
