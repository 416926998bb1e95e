using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Storage.Access;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Api;

public sealed class Signing_in(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private const string Password = "a long enough password";

    [Fact]
    public async Task Whoever_signs_in_may_do_what_the_account_may_until_signing_out()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        await MakeAsync(host, "rana", "operator");

        var session = await SignInAsync(host, "Rana", Password);
        using var rana = host.Client(session["token"]!.GetValue<string>());
        var me = await rana.GetFromJsonAsync<JsonObject>("/api/me");
        var audit = await rana.GetAsync("/api/audit");
        var keys = await rana.GetAsync("/api/keys");
        var bye = await rana.DeleteAsync("/api/sessions/current");
        var after = await rana.GetAsync("/api/me");

        Assert.Equal(("rana", "operator", "account"), (me!["name"]!.GetValue<string>(), me["role"]!.GetValue<string>(), me["kind"]!.GetValue<string>()));
        Assert.Equal(me["expiresAt"]!.GetValue<string>(), session["expiresAt"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, audit.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, keys.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, bye.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal(
            ["session.end", "session.begin"],
            (await host.Client().GetFromJsonAsync<JsonObject>("/api/audit?who=rana"))!["entries"]!.AsArray().Select(entry => entry!["what"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_are_answered_in_the_same_words_and_the_same_time()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        await MakeAsync(host, "known", "viewer");

        // In turn, and the fastest of each: the others waited for a busy machine.
        var (wrong, unknown) = (double.MaxValue, double.MaxValue);
        for (var number = 0; number < 5; number++)
        {
            var (wrongBody, wrongTime) = await RefusedAsync(host, "known", "10.0.0.1");
            var (unknownBody, unknownTime) = await RefusedAsync(host, "unknown", "10.0.0.2");
            Assert.Equal(wrongBody, unknownBody);
            (wrong, unknown) = (Math.Min(wrong, wrongTime), Math.Min(unknown, unknownTime));
        }

        Assert.InRange(unknown / wrong, 0.6, 1.7);
    }

    [Fact]
    public async Task Tries_are_limited_by_name_and_by_address_on_all_replicas_together()
    {
        await using var one = await ApiHost.StartAsync(mongo);
        await using var other = await ApiHost.StartAsync(mongo);
        await MakeAsync(one, "target", "viewer");

        var byName = new List<HttpStatusCode>();
        for (var number = 0; number <= SignInLimits.PerName; number++)
        {
            byName.Add((await TryAsync(number % 2 == 0 ? one : other, "target", "wrong", $"10.1.0.{number}")).StatusCode);
        }

        var right = await TryAsync(one, "target", Password, "10.1.1.1");
        var limits = one.Services.GetRequiredService<SignInLimits>();
        TimeSpan? wait = null;
        for (var number = 0; number <= SignInLimits.PerAddress; number++)
        {
            wait = await limits.TryAsync($"name-{number}", IPAddress.Parse("2001:db8::" + number.ToString("x")), CancellationToken.None);
        }

        Assert.All(byName.Take(SignInLimits.PerName), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, byName[^1]);
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.InRange(right.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(10));
        Assert.NotNull(wait);
    }

    [Fact]
    public async Task A_right_password_gives_the_tries_back()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        await MakeAsync(host, "clumsy", "viewer");
        var limits = host.Services.GetRequiredService<SignInLimits>();

        for (var number = 0; number < 3 * SignInLimits.PerAddress; number++)
        {
            Assert.Null(await limits.TryAsync("clumsy", IPAddress.Parse("10.2.0.1"), CancellationToken.None));
            await limits.SucceededAsync("clumsy", IPAddress.Parse("10.2.0.1"), CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_password_is_changed_with_the_old_one_and_all_sessions_end()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        await MakeAsync(host, "sami", "viewer");
        await MakeAsync(host, "other", "viewer");
        var token = (await SignInAsync(host, "sami", Password))["token"]!.GetValue<string>();
        using var sami = host.Client(token);

        var others = await sami.PostAsJsonAsync("/api/accounts/other/password", new { @new = "another long password" });
        var wrong = await sami.PostAsJsonAsync("/api/accounts/sami/password", new { old = "not it at all", @new = "another long password" });
        var tooShort = await sami.PostAsJsonAsync("/api/accounts/sami/password", new { old = Password, @new = "short" });
        var changed = await sami.PostAsJsonAsync("/api/accounts/sami/password", new { old = Password, @new = "another long password" });
        var after = await sami.GetAsync("/api/me");

        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, tooShort.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        await SignInAsync(host, "sami", "another long password");
    }

    [Fact]
    public async Task An_admin_is_told_a_made_password_once_and_nothing_of_it_is_stored()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        var made = await (await host.Client().PostAsJsonAsync("/api/accounts", new { name = "fresh", role = "admin" })).Content.ReadFromJsonAsync<JsonObject>();
        var password = made!["password"]!.GetValue<string>();
        var reset = await (await host.Client().PostAsJsonAsync("/api/accounts/fresh/password", new { })).Content.ReadFromJsonAsync<JsonObject>();
        var session = await SignInAsync(host, "fresh", reset!["password"]!.GetValue<string>());
        using var fresh = host.Client(session["token"]!.GetValue<string>());
        var last = await fresh.DeleteAsync("/api/accounts/fresh");

        Assert.Equal(29, password.Length);
        Assert.NotEqual(password, reset["password"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.BadRequest, last.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TryAsync(host, "fresh", password, "10.3.0.1")).StatusCode);
        foreach (var collection in new[] { "accounts", "sessions", "audit" })
        {
            await foreach (var stored in mongo.Database.FindAsync<JsonObject>(collection, new JsonObject()))
            {
                Assert.DoesNotContain(password, stored.ToJsonString(), StringComparison.Ordinal);
                Assert.DoesNotContain(session["token"]!.GetValue<string>(), stored.ToJsonString(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(HttpStatusCode.NoContent, (await host.Client().DeleteAsync("/api/accounts/fresh")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await fresh.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Without_a_command_line_of_its_own_a_store_gets_its_admin_by_the_services_executable()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using (new EnvironmentVariables(("Mongo__ConnectionString", mongo.ConnectionString), ("Mongo__Database", mongo.DatabaseName)))
        {
            Assert.Equal(2, await AccountsCommand.RunAsync(["frobnicate"], output, errors, CancellationToken.None));
            Assert.True(await AccountsCommand.RunAsync(["reset", "chief"], output, errors, CancellationToken.None) == 0, errors.ToString());
        }

        var session = await SignInAsync(host, "chief", output.ToString().Trim());

        Assert.Equal("admin", session["role"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_search_that_somebody_saved_is_seen_by_nobody_else()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        await MakeAsync(host, "one", "viewer");
        await MakeAsync(host, "two", "viewer");
        using var one = host.Client((await SignInAsync(host, "one", Password))["token"]!.GetValue<string>());
        using var two = host.Client((await SignInAsync(host, "two", Password))["token"]!.GetValue<string>());

        var saved = await (await one.PostAsJsonAsync("/api/searches", new { name = "أوكرانيا", query = "q=أوكرانيا&language=ar" })).Content.ReadFromJsonAsync<JsonObject>();
        var again = await one.PostAsJsonAsync("/api/searches", new { name = "أوكرانيا", query = "q=x" });
        var id = saved!["id"]!.GetValue<string>();
        var mine = await one.GetFromJsonAsync<JsonObject>("/api/searches");
        var theirs = await two.GetFromJsonAsync<JsonObject>("/api/searches");

        Assert.Equal("q=أوكرانيا&language=ar", mine!["searches"]![0]!["query"]!.GetValue<string>());
        Assert.Empty(theirs!["searches"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await two.DeleteAsync($"/api/searches/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await one.DeleteAsync($"/api/searches/{id}")).StatusCode);
    }

    [Fact]
    public async Task The_audit_is_read_page_by_page_and_by_who_what_and_when()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        var writer = await Nothing_is_open.KeyAsync(host.Client(), "audited", "operator");
        using var client = host.Client(writer);
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync("/api/audit", new { what = "ingestion.pause", details = $"number {number}" })).StatusCode);
        }

        var refused = await client.PostAsJsonAsync("/api/audit", new { what = "verdict.overrule", details = "never happened" });
        var first = await client.GetFromJsonAsync<JsonObject>("/api/audit?who=audited&what=ingestion&limit=3");
        var second = await client.GetFromJsonAsync<JsonObject>($"/api/audit?who=audited&what=ingestion.pause&limit=3&cursor={first!["next"]}");
        var past = await client.GetFromJsonAsync<JsonObject>("/api/audit?to=2020-01-01T00:00:00Z");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["number 4", "number 3", "number 2", "number 1", "number 0"], Details(first).Concat(Details(second!)));
        Assert.Null(second!["next"]);
        Assert.Empty(past!["entries"]!.AsArray());
    }

    private static IEnumerable<string> Details(JsonObject answer) => answer["entries"]!.AsArray().Select(entry => entry!["details"]!.GetValue<string>());

    private static async Task MakeAsync(ApiHost host, string name, string role)
    {
        using var admin = host.Client();
        var reply = await admin.PostAsJsonAsync("/api/accounts", new { name, role, password = Password });
        Assert.True(reply.StatusCode == HttpStatusCode.Created, await reply.Content.ReadAsStringAsync());
    }

    private static async Task<JsonObject> SignInAsync(ApiHost host, string name, string password)
    {
        var reply = await TryAsync(host, name, password, "10.9.0.1");
        Assert.True(reply.StatusCode == HttpStatusCode.Created, await reply.Content.ReadAsStringAsync());
        return (await reply.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static async Task<HttpResponseMessage> TryAsync(ApiHost host, string name, string password, string address)
    {
        using var stranger = host.Client(key: null);
        stranger.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return await stranger.PostAsJsonAsync("/api/sessions", new { name, password });
    }

    private static async Task<(string Body, double Milliseconds)> RefusedAsync(ApiHost host, string name, string address)
    {
        var started = Stopwatch.GetTimestamp();
        var reply = await TryAsync(host, name, "not the password", address);
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        return (System.Text.RegularExpressions.Regex.Replace(await reply.Content.ReadAsStringAsync(), "\"traceId\":\"[^\"]*\"", ""), took);
    }

    private sealed class EnvironmentVariables : IDisposable
    {
        private readonly (string Name, string? Before)[] before;

        public EnvironmentVariables(params (string Name, string Value)[] settings)
        {
            before = [.. settings.Select(setting => (setting.Name, Environment.GetEnvironmentVariable(setting.Name)))];
            foreach (var (name, value) in settings)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose()
        {
            foreach (var (name, value) in before)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }
}
