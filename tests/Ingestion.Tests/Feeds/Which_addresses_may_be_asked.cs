using System.Net;
using NewsPlatform.Ingestion.Feeds;

namespace NewsPlatform.Ingestion.Tests.Feeds;

public sealed class Which_addresses_may_be_asked
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    public void Only_public_addresses_unless_allowed(string address, bool isPublic) =>
        Assert.Equal(isPublic, AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_when_connecting()
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            async () => await AddressGuard.ConnectAsync(new DnsEndPoint("localhost", 1), allowPrivate: false, CancellationToken.None));

        Assert.Contains("private address", refused.Message, StringComparison.Ordinal);
    }
}
