using System.Text;
using NewsPlatform.Ingestion.Formats;
using Xunit.Abstractions;

namespace NewsPlatform.Ingestion.Tests.Formats;

/// <summary>What holds for any bytes at all.</summary>
public sealed class PropertyTests(ITestOutputHelper output)
{
    private static readonly ReadingLimits Limits = new() { MaxDocumentBytes = 1 << 20, MaxRecordBytes = 64 << 10, MaxDecompressedBytes = 4 << 20, RatioGraceBytes = 64 << 10 };

    [Fact]
    public void Any_random_bytes_give_articles_or_a_reasoned_refusal()
    {
        var random = new Random(20240310);
        for (var i = 0; i < 4000; i++)
        {
            var bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
            if (i % 3 == 0)
            {
                // Mostly text, so that it gets further.
                for (var at = 0; at < bytes.Length; at++)
                {
                    bytes[at] = (byte)(bytes[at] % 96 + 32);
                }
            }

            Judge(bytes, Names[i % Names.Length]);
        }
    }

    [Fact]
    public void Any_damage_to_a_sound_document_gives_articles_or_a_reasoned_refusal()
    {
        var samples = Samples.All().ToList();
        var refused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        const int damagedEach = 250;
        foreach (var (name, bytes) in samples)
        {
            var mutator = new Mutator(name.Length * 7919, samples);
            for (var i = 0; i < damagedEach; i++)
            {
                var result = Judge(mutator.Damage(bytes), Names[i % Names.Length]);
                refused[result.Refused ?? "accepted"] = refused.GetValueOrDefault(result.Refused ?? "accepted") + 1;
            }
        }

        output.WriteLine($"{samples.Count * damagedEach} damaged documents: {string.Join(", ", refused.Select(pair => $"{pair.Key} {pair.Value}"))}");
    }

    [Fact]
    public void Every_beginning_of_a_sound_document_gives_articles_or_a_reasoned_refusal()
    {
        foreach (var (name, bytes) in Samples.All())
        {
            for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 60))
            {
                Judge(bytes[..length], name);
            }
        }
    }

    [Fact]
    public void The_name_of_a_file_changes_nothing_about_a_clear_document()
    {
        foreach (var (name, bytes) in Samples.All())
        {
            var plain = Reads.Of(bytes, "document");
            foreach (var misleading in new[] { "a.txt", "a.html", "a.xml", "a.json", "a.csv", "a.gz", "a.zip", "a.pdf", "بلا امتداد" })
            {
                var read = Reads.Of(bytes, misleading);
                Assert.True(plain.Result.Format == read.Result.Format, $"{name} as {misleading}: {read.Result.Format} instead of {plain.Result.Format}");
                Assert.Equal(plain.Articles.Select(article => article.Text), read.Articles.Select(article => article.Text));
            }
        }
    }

    [Fact]
    public void A_stream_gives_what_the_bytes_in_memory_give()
    {
        foreach (var (name, bytes) in Samples.All())
        {
            using var whole = new MemoryStream(bytes);
            using var trickle = new Trickle(bytes);
            var expected = Reads.Of(bytes).Articles.Select(article => (article.Headline, article.Text, article.Start, article.End)).ToList();
            Assert.Equal(expected, Reads.Stream(whole).Articles.Select(article => (article.Headline, article.Text, article.Start, article.End)));
            Assert.True(expected.SequenceEqual(Reads.Stream(trickle).Articles.Select(article => (article.Headline, article.Text, article.Start, article.End))), name);
        }
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        foreach (var (_, bytes) in Samples.All())
        {
            Assert.ThrowsAny<OperationCanceledException>(() => Reads.Reader.Read(bytes, "a", ReadingLimits.Default, cancelled.Token).Articles.Count());
        }
    }

    [Fact]
    public void A_failing_disk_is_no_judgement_on_the_document()
    {
        using var failing = new Failing(Encoding.UTF8.GetBytes(Samples.Rss20));
        Assert.Throws<IOException>(() => Reads.Stream(failing));
    }

    private static readonly string[] Names = ["a", "a.json", "a.csv", "a.html", "a.txt", "a.jsonl", "a.xml"];

    private static ReadResult Judge(byte[] bytes, string name)
    {
        var result = Reads.Reader.Read(bytes, name, Limits, CancellationToken.None);
        var articles = result.Articles.ToList();
        Assert.True(result.Refused != RefusalReason.Unreadable, $"{result.RefusedBecause} on {Convert.ToBase64String(bytes)}");
        Assert.DoesNotContain(result.RejectedRecords, record => record.Reason == RefusalReason.Unreadable);
        if (result.Refused is not null)
        {
            Assert.Empty(articles);
            Assert.False(string.IsNullOrWhiteSpace(result.RefusedBecause));
        }

        foreach (var article in articles)
        {
            Assert.InRange(article.Confidence, 0, 1);
            Assert.True(article.Start >= 0 && article.End >= article.Start);
            Assert.All(
                new[] { article.Headline, article.Text, article.Author, article.Link, article.SourceId, article.Dateline },
                text => Assert.False(text is not null && text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')), "control characters are left"));
            Assert.True(IsWellFormed(article.Text) && IsWellFormed(article.Headline ?? ""), "a lone surrogate is left");
        }

        return result;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives three bytes at a time and cannot seek.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 3));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 3)]);
    }

    /// <summary>A disk that fails after the first bytes.</summary>
    private sealed class Failing(byte[] bytes) : MemoryStream(bytes)
    {
        private bool _again;

        public override int Read(Span<byte> buffer)
        {
            if (_again)
            {
                throw new IOException("the disk is gone");
            }

            _again = true;
            return base.Read(buffer[..100]);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
