using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Deduplication.Deciding;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Mongo;

namespace NewsPlatform.Deduplication.Log;

/// <summary>
/// What people said about pairs of articles, for ever, in the collection <c>labels</c>: one document a pair, the last word on
/// it, in the form in which <c>news eval dedup --pairs</c> reads labelled pairs.
/// </summary>
internal sealed class Labels(MongoDatabase database)
{
    public const string Is = "is";
    public const string IsNot = "is_not";

    private const string Collection = "labels";

    /// <param name="word">What was said.</param>
    /// <param name="overruled">The verdict it was said against, as far as it is still known.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task KeepAsync(Overruling word, Standing? overruled, CancellationToken cancellationToken)
    {
        var (a, b) = string.CompareOrdinal(word.ArticleId, word.OtherId) < 0 ? (word.ArticleId, word.OtherId) : (word.OtherId, word.ArticleId);
        var pair = $"{a}-{b}";
        var at = JsonSerializer.SerializeToNode(word.At, MongoJson.Options);
        var label = new JsonObject
        {
            ["pair"] = pair,
            ["a"] = a,
            ["b"] = b,
            ["label"] = word.IsRepeat ? Is : IsNot,
            ["flags"] = new JsonArray(),
            ["articleId"] = word.ArticleId,
            ["by"] = word.By,
            ["at"] = at,
            ["reason"] = word.Reason,
        };
        if (overruled is not null && overruled.OverruledAt is null)
        {
            label["overruled"] = new JsonObject
            {
                ["verdict"] = overruled.Kind.ToString().ToLowerInvariant(),
                ["rule"] = overruled.Rule,
                ["ruleVersion"] = overruled.RuleVersion,
                ["score"] = overruled.Score,
                ["keptArticleId"] = overruled.KeptArticleId,
            };
        }

        // An earlier word that comes late finds the later one in its place: its insert conflicts, and that is its answer.
        var update = new UpdateOne(
            new JsonObject { ["_id"] = pair, ["at"] = new JsonObject { ["$lt"] = at?.DeepClone() } },
            new JsonObject { ["$set"] = label },
            Upsert: true);
        var result = await database.UpdateAsync(Collection, [update], cancellationToken);
        if (result.Refused is [var refused, ..])
        {
            throw new InvalidOperationException($"The store refused a label: {refused.Reason}");
        }
    }
}
