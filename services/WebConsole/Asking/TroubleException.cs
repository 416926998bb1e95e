namespace NewsPlatform.WebConsole.Asking;

/// <summary>A question was not answered as hoped. Pages say what it was and what to do.</summary>
public sealed class TroubleException(TroubleKind kind, string? detail = null, TimeSpan? retryAfter = null) : Exception(detail ?? kind.ToString())
{
    public TroubleKind Kind { get; } = kind;

    /// <summary>The service's own words, in English; none where it was not reached.</summary>
    public string? Detail { get; } = detail;

    /// <summary>In seconds, where the service said so.</summary>
    public double? RetryAfter { get; } = retryAfter?.TotalSeconds;
}

/// <summary>What went wrong, by what a person can do about it.</summary>
public enum TroubleKind
{
    /// <summary>The service does not answer, or its store does not: wait, or start it.</summary>
    Away,

    /// <summary>It took longer than a page may.</summary>
    Slow,

    /// <summary>The token is unknown or has run out: sign in again.</summary>
    SignedOut,

    /// <summary>The role does not reach: ask somebody whose does.</summary>
    NotAllowed,

    NotFound,

    /// <summary>The request was wrong; the detail says how.</summary>
    Refused,

    TooMany,

    /// <summary>The service failed or answered what this console does not understand.</summary>
    Broken,
}
