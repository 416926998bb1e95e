namespace NewsPlatform.Mongo.Logs;

/// <summary>One entry of a <see cref="ReplicaLog{TEntry}"/>: one document, so that a reader sees all of it or nothing.</summary>
public interface IReplicaLogEntry
{
    /// <summary>Which replica wrote it, in which of its lives.</summary>
    string Stream { get; }

    /// <summary>Counts from 1 within the stream, without a hole.</summary>
    long Number { get; }

    DateTimeOffset At { get; }
}
