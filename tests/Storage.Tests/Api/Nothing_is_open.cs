using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using NewsPlatform.Storage.Access;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Api;

/// <summary>Every route is asked by a stranger, with a wrong key or session, with a revoked one and with too low a role.</summary>
public sealed class Nothing_is_open(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    // A stranger has to sign in somewhere. It is counted, see Signing_in.
    private static readonly string[] OpenToStrangers = ["POST /api/sessions"];

    // What a viewer may change: his own.
    private static readonly string[] OnesOwn = ["DELETE /api/sessions/current", "POST /api/accounts/v1/password", "POST /api/searches", "DELETE /api/searches/v1"];

    [Fact]
    public async Task Every_route_refuses_whoever_may_not()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        var admin = host.Client();
        var viewer = await KeyAsync(admin, "sweep-viewer", "viewer");
        var operatorKey = await KeyAsync(admin, "sweep-operator", "operator");
        var revoked = await KeyAsync(admin, "sweep-revoked", "admin");
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync("/api/keys/sweep-revoked")).StatusCode);

        var routes = 0;
        var open = new List<string>();
        foreach (var endpoint in host.Endpoints)
        {
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var path = Path(endpoint);
                var name = $"{method} {path}";
                routes++;
                if (OpenToStrangers.Contains(name))
                {
                    open.Add(name);
                    continue;
                }

                foreach (var key in new[] { null, "wrong", revoked, "", "s.", "s." + new string('0', 64) })
                {
                    Assert.True(HttpStatusCode.Unauthorized == await AskAsync(host, key, method, path), $"{name} with key '{key}'");
                }

                // What a viewer may not do is refused to him, and what an operator may not do to her.
                var least = Least(endpoint);
                if (least > ApiRole.Viewer)
                {
                    Assert.True(HttpStatusCode.Forbidden == await AskAsync(host, viewer, method, path), $"{name} as viewer");
                }

                if (least > ApiRole.Operator)
                {
                    Assert.True(HttpStatusCode.Forbidden == await AskAsync(host, operatorKey, method, path), $"{name} as operator");
                }

                if (method != "GET" && !OnesOwn.Contains(name))
                {
                    Assert.True(least >= ApiRole.Operator, $"{name} changes something and is open to viewers");
                }
            }
        }

        Assert.True(routes > 10, $"{routes} routes");
        Assert.Equal(OpenToStrangers, open);
    }

    [Fact]
    public async Task A_key_is_told_once_and_lies_nowhere()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        var key = await KeyAsync(host.Client(), "told-once", "viewer");

        Assert.Equal(64, key.Length);
        Assert.DoesNotContain(key, await host.Client().GetStringAsync("/api/keys"), StringComparison.Ordinal);
        await foreach (var stored in mongo.Database.FindAsync<JsonObject>("keys", new JsonObject()))
        {
            Assert.DoesNotContain(key, stored.ToJsonString(), StringComparison.Ordinal);
        }

        var again = await host.Client().PostAsJsonAsync("/api/keys", new { name = "told-once", role = "viewer" });
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains("told-once already", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("key.create", await host.Client().GetStringAsync("/api/audit"), StringComparison.Ordinal);
    }

    internal static async Task<string> KeyAsync(HttpClient admin, string name, string role)
    {
        var reply = await admin.PostAsJsonAsync("/api/keys", new { name, role });
        Assert.True(reply.StatusCode == HttpStatusCode.Created, await reply.Content.ReadAsStringAsync());
        return (await reply.Content.ReadFromJsonAsync<JsonObject>())!["key"]!.GetValue<string>();
    }

    private static async Task<HttpStatusCode> AskAsync(ApiHost host, string? key, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
        {
            request.Content = JsonContent.Create(new { });
        }

        using var client = host.Client(key);
        return (await client.SendAsync(request)).StatusCode;
    }

    private static string Path(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
            string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator ? separator.Content : "v1"))));

    private static ApiRole Least(RouteEndpoint endpoint)
    {
        var roles = endpoint.Metadata.OfType<Microsoft.AspNetCore.Authorization.AuthorizationPolicy>()
            .SelectMany(policy => policy.Requirements.OfType<Microsoft.AspNetCore.Authorization.Infrastructure.RolesAuthorizationRequirement>())
            .Select(requirement => requirement.AllowedRoles.Min(Enum.Parse<ApiRole>))
            .ToList();
        Assert.NotEmpty(roles);
        return roles.Max();
    }
}
