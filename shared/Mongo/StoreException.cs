namespace NewsPlatform.Mongo;

/// <summary>The store did not do what it was asked. Messages never hold passwords or documents.</summary>
public class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// It may pass: connection lost, time-out, no primary, node shutting down, disk full. Whether a write took effect is unknown;
/// writes here are upserts and inserts by derived ids, so the answer is to do it again.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : StoreException(message, inner);

/// <summary>It cannot pass unchanged: the store (or the client before it) refused the whole command.</summary>
/// <param name="code">MongoDB's error code.</param>
/// <param name="reason">MongoDB's own words, cut at 500 characters.</param>
public sealed class StoreRefusedException(int code, string reason)
    : StoreException($"The store refused the command: {reason} (code {code})")
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;
}
