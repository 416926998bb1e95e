using System.Net;

namespace NewsPlatform.Storage.Access;

/// <summary>From where somebody signs in.</summary>
internal static class ClientAddress
{
    private const string ForwardedFor = "X-Forwarded-For";

    /// <returns>The address that asks, or the one it asks for where its word is believed.</returns>
    public static IPAddress? Of(HttpContext http, AccessOptions options)
    {
        var asking = http.Connection.RemoteIpAddress;
        var believed = asking is null || IPAddress.IsLoopback(asking) || options.Proxies.Any(network => IPNetwork.Parse(network).Contains(Plain(asking)));

        // The last one: each proxy adds whom it saw, and only the nearest one is known.
        return believed && http.Request.Headers[ForwardedFor].LastOrDefault()?.Split(',')[^1].Trim() is { } said && IPAddress.TryParse(said, out var other)
            ? other
            : asking;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
