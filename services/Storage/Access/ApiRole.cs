namespace NewsPlatform.Storage.Access;

/// <summary>What a key or an account may do; each may also do what those before it may.</summary>
internal enum ApiRole
{
    /// <summary>Reads and exports.</summary>
    Viewer,

    /// <summary>Overrules, mends the quarantine, replays.</summary>
    Operator,

    /// <summary>Makes and revokes keys and accounts.</summary>
    Admin,
}
