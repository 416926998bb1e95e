using NewsPlatform.Messaging;
using NewsPlatform.Mongo;

namespace NewsPlatform.Deduplication;

/// <summary>The articles that this service is trying after a process of it ended, in the collection <c>deduplicationSuspects</c>.</summary>
internal sealed class DeduplicationSuspects(MongoDatabase database, TimeProvider time) : ISuspects
{
    private const string Suspects = "deduplicationSuspects";

    private readonly Tally tally = new(database, Suspects, ISuspects.Memory, time);

    public Task<int> BeginAsync(string article, CancellationToken cancellationToken) => tally.AddAsync(article, cancellationToken);

    public Task EndAsync(string article, CancellationToken cancellationToken) => tally.ClearAsync(article, cancellationToken);
}
