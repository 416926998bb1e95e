namespace NewsPlatform.WebConsole.Asking;

public sealed record AuditAnswer(IReadOnlyList<AuditEntry> Entries, string? Next);

public sealed record AuditEntry
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Who { get; init; }

    public required string What { get; init; }

    public required string Details { get; init; }
}

public sealed record KeysAnswer(IReadOnlyList<KeyLine> Keys);

public sealed record KeyLine(string Name, string Role, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? RevokedAt);

public sealed record NewKeyAnswer(string Name, string Role, string Key);

public sealed record AccountsAnswer(IReadOnlyList<Account> Accounts);

public sealed record Account(string Name, string Role, DateTimeOffset CreatedAt, string? CreatedBy, bool Disabled, DateTimeOffset? LastSignInAt);

/// <param name="Password">Told once; none where the person chose it.</param>
public sealed record NewPassword(string Name, string? Password);

public sealed record SavedSearches(IReadOnlyList<SavedSearch> Searches);

/// <param name="Query">The part of the search's address behind the question mark.</param>
public sealed record SavedSearch(string Id, string Name, string Query, DateTimeOffset CreatedAt);
