using NewsPlatform.WebConsole.Access;

namespace NewsPlatform.WebConsole.Asking;

/// <summary>Storage's HTTP API, asked in the name of the person who is signed in.</summary>
public sealed class StorageClient(HttpClient http, Person person) : ServiceClient(http)
{
    protected override string? Token => person.Token;

    protected override string? Asker => person.Address;

    public Task<Session> SignInAsync(string name, string password, CancellationToken cancellationToken) =>
        PostAsync<Session>("api/sessions", new { name, password }, cancellationToken);

    public Task SignOutAsync(CancellationToken cancellationToken) => SendAsync(HttpMethod.Delete, "api/sessions/current", body: null, cancellationToken);

    public Task<SearchAnswer> SearchAsync(Question question, int limit, bool facets, CancellationToken cancellationToken) =>
        GetAsync<SearchAnswer>(Link.To(question.Address("api/articles"), ("limit", Number(limit)), ("cursor", question.Cursor), ("facets", facets ? "true" : null)), cancellationToken);

    public Task<HttpResponseMessage> ExportAsync(Question question, string format, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, Link.To(question.Address("api/export"), ("format", format)), body: null, cancellationToken);

    public Task<WholeArticle> ArticleAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<WholeArticle>($"api/articles/{Link.Part(id)}", cancellationToken);

    public async Task<IReadOnlyList<RepeatLine>> RepeatsAsync(string id, int limit, CancellationToken cancellationToken) =>
        (await GetAsync<RepeatsAnswer>(Link.To($"api/articles/{Link.Part(id)}/repeats", ("limit", Number(limit))), cancellationToken)).Repeats;

    public Task OverruleAsync(string id, bool isRepeat, string? otherId, string? reason, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"api/articles/{Link.Part(id)}/overrule", new { isRepeat, otherId, reason }, cancellationToken);

    public async Task<IReadOnlyList<StoryLine>> StoriesAsync(DateTimeOffset? from, DateTimeOffset? to, int limit, CancellationToken cancellationToken) =>
        (await GetAsync<StoriesAnswer>(Link.To("api/stories", ("from", Moment(from)), ("to", Moment(to)), ("limit", Number(limit))), cancellationToken)).Stories;

    public Task<StoryAnswer> StoryAsync(string id, CancellationToken cancellationToken) => GetAsync<StoryAnswer>($"api/stories/{Link.Part(id)}", cancellationToken);

    public Task<FilesAnswer> FilesAsync(string? state, string? source, string? cursor, int limit, CancellationToken cancellationToken) =>
        GetAsync<FilesAnswer>(Link.To("api/files", ("state", state), ("source", source), ("cursor", cursor), ("limit", Number(limit))), cancellationToken);

    public Task<FileReceipt> FileAsync(string id, CancellationToken cancellationToken) => GetAsync<FileReceipt>($"api/files/{Link.Part(id)}", cancellationToken);

    public Task<BalanceAnswer> BalanceAsync(string document, CancellationToken cancellationToken) =>
        GetAsync<BalanceAnswer>(Link.To("api/balance", ("by", "document"), ("document", document)), cancellationToken);

    /// <summary>As of now, or of a short while ago where counting takes long.</summary>
    /// <param name="by">total, source or hour.</param>
    /// <param name="from">Files claimed from this moment on. Whoever asks for the same one is given the same sheet.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<BalanceAnswer> RecentBalanceAsync(string by, DateTimeOffset? from, CancellationToken cancellationToken) =>
        GetAsync<BalanceAnswer>(Link.To("api/balance", ("by", by), ("from", Moment(from)), ("recent", "true")), cancellationToken);

    public async Task<IReadOnlyList<QuarantineGroup>> QuarantineGroupsAsync(CancellationToken cancellationToken) =>
        (await GetAsync<QuarantineGroupsAnswer>("api/quarantine/groups", cancellationToken)).Groups;

    public Task<QuarantineAnswer> QuarantineAsync(string? state, string? service, string? reason, string? source, CancellationToken cancellationToken) =>
        GetAsync<QuarantineAnswer>(Link.To("api/quarantine", ("state", state), ("service", service), ("reason", reason), ("source", source)), cancellationToken);

    public Task<QuarantineEntry> QuarantinedAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<QuarantineEntry>($"api/quarantine/{Link.Part(id)}", cancellationToken);

    public Task<MendAnswer> RetryAsync(MendRequest wanted, CancellationToken cancellationToken) => PostAsync<MendAnswer>("api/quarantine/retry", wanted, cancellationToken);

    public Task<MendAnswer> DiscardAsync(MendRequest wanted, CancellationToken cancellationToken) => PostAsync<MendAnswer>("api/quarantine/discard", wanted, cancellationToken);

    public async Task<IReadOnlyList<ReplayRun>> ReplaysAsync(CancellationToken cancellationToken) =>
        (await GetAsync<ReplaysAnswer>("api/replays", cancellationToken)).Replays;

    public Task<ReplayReport> ReplayAsync(string id, CancellationToken cancellationToken) => GetAsync<ReplayReport>($"api/replays/{Link.Part(id)}", cancellationToken);

    public Task<ReplayRun> StartReplayAsync(Question question, string? stage, int? limit, CancellationToken cancellationToken) =>
        PostAsync<ReplayRun>(Link.To(question.Address("api/replays"), ("stage", stage), ("limit", limit is { } most ? Number(most) : null)), body: null, cancellationToken);

    public Task<PromotedAnswer> PromoteAsync(string id, CancellationToken cancellationToken) =>
        PostAsync<PromotedAnswer>($"api/replays/{Link.Part(id)}/promote", body: null, cancellationToken);

    public Task<AuditAnswer> AuditAsync(int limit, string? cursor, string? who, string? what, CancellationToken cancellationToken) =>
        GetAsync<AuditAnswer>(Link.To("api/audit", ("limit", Number(limit)), ("cursor", cursor), ("who", who), ("what", what)), cancellationToken);

    /// <summary>Written before it is done: what happens at the door was somebody's word.</summary>
    public Task NoteAsync(string what, string details, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "api/audit", new { what, details }, cancellationToken);

    public Task<QualityAnswer> QualityAsync(int weeks, CancellationToken cancellationToken) =>
        GetAsync<QualityAnswer>(Link.To("api/quality", ("weeks", Number(weeks))), cancellationToken);

    public async Task<IReadOnlyList<SavedSearch>> SearchesAsync(CancellationToken cancellationToken) =>
        (await GetAsync<SavedSearches>("api/searches", cancellationToken)).Searches;

    public Task<SavedSearch> SaveSearchAsync(string name, string query, CancellationToken cancellationToken) =>
        PostAsync<SavedSearch>("api/searches", new { name, query }, cancellationToken);

    public Task ForgetSearchAsync(string id, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"api/searches/{Link.Part(id)}", body: null, cancellationToken);

    public async Task<IReadOnlyList<Account>> AccountsAsync(CancellationToken cancellationToken) =>
        (await GetAsync<AccountsAnswer>("api/accounts", cancellationToken)).Accounts;

    public Task<NewPassword> MakeAccountAsync(string name, string role, CancellationToken cancellationToken) =>
        PostAsync<NewPassword>("api/accounts", new { name, role }, cancellationToken);

    public Task DeleteAccountAsync(string name, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"api/accounts/{Link.Part(name)}", body: null, cancellationToken);

    /// <summary>The own password with the old one; another's, as an admin, without either: then one is made and told once.</summary>
    public Task<NewPassword> ChangePasswordAsync(string name, string? old, string? @new, CancellationToken cancellationToken) =>
        PostAsync<NewPassword>($"api/accounts/{Link.Part(name)}/password", new { old, @new }, cancellationToken);

    public async Task<IReadOnlyList<KeyLine>> KeysAsync(CancellationToken cancellationToken) => (await GetAsync<KeysAnswer>("api/keys", cancellationToken)).Keys;

    public Task<NewKeyAnswer> MakeKeyAsync(string name, string role, CancellationToken cancellationToken) =>
        PostAsync<NewKeyAnswer>("api/keys", new { name, role }, cancellationToken);

    public Task RevokeKeyAsync(string name, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"api/keys/{Link.Part(name)}", body: null, cancellationToken);

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
