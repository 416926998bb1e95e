using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace NewsPlatform.TestSupport.Services;

/// <summary>The keys by which the console, Storage and the door know each other, and a client of Storage's API that has one.</summary>
public static class ConsoleKeys
{
    private const string Admin = "a key for the tests";
    private const string Door = "a key for the door";
    private const string Flow = "a key for the flow";

    /// <summary>The same for every service: each reads its own. Signing in is not limited.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Api:AdminKeyHash"] = Hash(Admin),
        ["Api:ConsoleKeyHash"] = Hash(Flow),
        ["Flow:StorageKey"] = Flow,
        ["Door:Keys:console"] = Hash(Door),
        ["Door:Operators:0"] = "console",
        ["WebConsole:DoorKey"] = Door,
        ["WebConsole:SignInsPerMinute"] = "1000",
    };

    /// <summary>Storage's API, asked as an admin; the caller disposes it.</summary>
    public static HttpClient Api(Uri storage)
    {
        var api = new HttpClient { BaseAddress = storage };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Admin);
        return api;
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
