namespace NewsPlatform.Mongo.Logs;

/// <summary>Counts the logs of this process, whatever they hold.</summary>
internal static class ReplicaLives
{
    private static int lives;

    public static int Next() => Interlocked.Increment(ref lives);
}
