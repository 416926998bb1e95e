namespace NewsPlatform.Storage.Access;

/// <summary>Who asks.</summary>
/// <param name="Name">Of the account or of the key.</param>
/// <param name="Role">What may be done.</param>
/// <param name="Kind">A person or a program.</param>
/// <param name="ExpiresAt">When the session is over; none for keys.</param>
internal sealed record Caller(string Name, ApiRole Role, CallerKind Kind, DateTimeOffset? ExpiresAt)
{
    /// <summary>Under which name what is somebody's own is kept: a key and an account may share a name.</summary>
    public string Owner => Kind == CallerKind.Key ? "key:" + Name : Name;

    public static Caller Of(HttpContext http) => ((ICaller)http.User).Caller;
}

internal enum CallerKind
{
    Account,
    Key,
}

/// <summary>On the principal of every request that was let in.</summary>
internal interface ICaller
{
    Caller Caller { get; }
}
