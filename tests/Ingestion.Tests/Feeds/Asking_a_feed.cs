using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsPlatform.Ingestion.Feeds;

namespace NewsPlatform.Ingestion.Tests.Feeds;

public sealed class Asking_a_feed : IAsyncLifetime
{
    private readonly FeedState never = new() { Name = "agency", NextAt = DateTimeOffset.UnixEpoch };
    private readonly FeedOptions options = new() { AllowPrivateAddresses = true, LargestAnswer = 64 * 1024 };
    private WebApplication server = null!;
    private Func<HttpContext, Task> answer = _ => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Run(context => answer(context));
        await server.StartAsync();
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task It_is_asked_for_what_changed_since_the_last_answer()
    {
        answer = context =>
        {
            var known = context.Request.Headers is { IfNoneMatch: var tag, IfModifiedSince: var since } && tag == "\"one\"" && since == "Sat, 21 Nov 2026 10:00:00 GMT";
            context.Response.StatusCode = known ? 304 : 200;
            context.Response.Headers.ETag = "\"one\"";
            context.Response.Headers.LastModified = "Sat, 21 Nov 2026 10:00:00 GMT";
            return known ? Task.CompletedTask : context.Response.WriteAsync("<rss/>");
        };

        var first = await FetchAsync(never);
        var second = await FetchAsync(never with { ETag = first.ETag, LastModified = first.LastModified });

        Assert.Equal("<rss/>"u8.ToArray(), first.Body);
        Assert.Null(second.Body);
        Assert.Null(second.Failure);
        Assert.Equal((first.ETag, first.LastModified), (second.ETag, second.LastModified));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Thu, 01 Jan 1970 00:05:00 GMT", 300)]
    public async Task A_server_that_asks_to_be_left_alone_is(string retryAfter, int seconds)
    {
        answer = context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        };

        var refused = await FetchAsync(never);

        Assert.Equal(TimeSpan.FromSeconds(seconds), refused.Wait);
        Assert.Contains("503", refused.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_is_too_large_is_refused_packed_or_not(bool packed)
    {
        answer = async context =>
        {
            var zeros = new byte[1024 * 1024];
            if (!packed)
            {
                await context.Response.Body.WriteAsync(zeros);
                return;
            }

            context.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.SmallestSize);
            await zip.WriteAsync(zeros);
        };

        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(() => FetchAsync(never));

        Assert.Contains("larger than Feeds:LargestAnswer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_given_up_in_time()
    {
        options.Timeout = TimeSpan.FromSeconds(1);
        answer = async context =>
        {
            await context.Response.WriteAsync("<rss>");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync(never).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(0, null, 10)]
    [InlineData(1, null, 20)]
    [InlineData(3, null, 80)]
    [InlineData(100, null, 12 * 60)]
    [InlineData(0, 30, 30)]
    [InlineData(0, 5, 10)]
    [InlineData(2, 60, 60)]
    [InlineData(0, 60 * 24 * 365, 60 * 24 * 7)]
    public void It_is_asked_ever_less_often_while_it_fails_and_never_sooner_than_it_wants(int failures, int? wantsMinutes, int minutes) =>
        Assert.Equal(
            DateTimeOffset.UnixEpoch.AddMinutes(minutes),
            FeedSchedule.Next(new FeedOptions(), DateTimeOffset.UnixEpoch, failures, wantsMinutes is { } wants ? TimeSpan.FromMinutes(wants) : null));

    private async Task<FeedAnswer> FetchAsync(FeedState state)
    {
        using var fetcher = new FeedFetcher(Options.Create(options), new Epoch());
        return await fetcher.FetchAsync(new Uri(server.Urls.Single() + "/feed"), state, CancellationToken.None);
    }

    private sealed class Epoch : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
