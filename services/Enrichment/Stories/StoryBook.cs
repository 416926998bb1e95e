using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>
/// The stories as people read them, in the collection <c>stories</c>: headline, timeline and what happened to each. Every
/// change may be written again, by any replica, in any order.
/// </summary>
internal sealed class StoryBook(MongoDatabase database, TimeProvider time) : IStoryBook
{
    private const string Stories = "stories";

    private bool prepared;

    public async Task WriteAsync(IReadOnlyList<StoryPage> pages, CancellationToken cancellationToken)
    {
        if (pages.Count == 0)
        {
            return;
        }

        if (!prepared)
        {
            var definition = new CollectionDefinition
            {
                Name = Stories,
                Indexes =
                [
                    // The newest stories, and the story of an article.
                    new IndexDefinition { Name = "last", Keys = new JsonObject { ["last"] = -1 } },
                    new IndexDefinition { Name = "timeline_article", Keys = new JsonObject { ["timeline.articleId"] = 1 } },
                ],
            };
            await database.EnsureCollectionAsync(definition, cancellationToken);
            prepared = true;
        }

        // Most stories begin with one article, and an insert costs the engine a part of what the other does; one that is there
        // already takes the longer way.
        var begun = pages.Where(page => page is { Timeline.Count: 1, Events.Count: 0, Left.Count: 0, JoinedInto: null }).ToList();
        var others = pages.Except(begun).ToList();
        if (begun.Count > 0)
        {
            var inserted = await database.InsertAsync(Stories, begun.ConvertAll(NewStory), cancellationToken);
            Refuse(inserted);
            others.AddRange(inserted.Conflicts.Select(index => begun[index]));
        }

        if (others.Count == 0)
        {
            return;
        }

        var updates = new List<UpdateOne>();
        foreach (var page in others)
        {
            updates.Add(new UpdateOne(new JsonObject { ["_id"] = page.StoryId }, Change(page), Upsert: true));
            if (page.Left.Count > 0)
            {
                var left = new JsonArray([.. page.Left.Select(article => JsonValue.Create(article))]);
                updates.Add(new UpdateOne(
                    new JsonObject { ["_id"] = page.StoryId },
                    new JsonObject { ["$pull"] = new JsonObject { ["timeline"] = new JsonObject { ["articleId"] = new JsonObject { ["$in"] = left } } } }));
            }
        }

        Refuse(await database.UpdateAsync(Stories, updates, cancellationToken));
    }

    private static void Refuse(WriteResult result)
    {
        if (result.Refused is [var refused, ..])
        {
            throw new InvalidOperationException($"The store refused a story: {refused.Reason}");
        }
    }

    private JsonObject NewStory(StoryPage page) => new()
    {
        ["_id"] = page.StoryId,
        ["writtenAt"] = MongoJson.Node(time.GetUtcNow()),
        ["headline"] = page.Headline,
        ["headlineArticleId"] = page.HeadlineArticleId,
        ["timeline"] = MongoJson.Node(page.Timeline),
        ["events"] = new JsonArray(),
        ["first"] = MongoJson.Node(page.Timeline[0].At),
        ["last"] = MongoJson.Node(page.Timeline[0].At),
    };

    private JsonObject Change(StoryPage page)
    {
        var set = new JsonObject { ["writtenAt"] = MongoJson.Node(time.GetUtcNow()) };
        if (page.Headline is not null)
        {
            set["headline"] = page.Headline;
            set["headlineArticleId"] = page.HeadlineArticleId;
        }

        if (page.JoinedInto is not null)
        {
            set["joinedInto"] = page.JoinedInto;
        }

        var change = new JsonObject
        {
            ["$set"] = set,
            ["$addToSet"] = new JsonObject
            {
                ["timeline"] = new JsonObject { ["$each"] = MongoJson.Node(page.Timeline) },
                ["events"] = new JsonObject { ["$each"] = MongoJson.Node(page.Events) },
            },
        };
        if (page.Timeline.Count > 0)
        {
            change["$min"] = new JsonObject { ["first"] = MongoJson.Node(page.Timeline.Min(entry => entry.At)) };
            change["$max"] = new JsonObject { ["last"] = MongoJson.Node(page.Timeline.Max(entry => entry.At)) };
        }

        return change;
    }
}
