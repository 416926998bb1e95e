using System.IO.Compression;
using System.Text;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Ingestion.Tests.Formats;

/// <summary>Files made to hurt their reader.</summary>
internal static class Bombs
{
    private const int Megabyte = 1 << 20;

    /// <summary>Every bomb, and whether it must be refused (or may be read, quickly).</summary>
    public static IReadOnlyDictionary<string, (Func<Stream> Make, string FileName, bool Refused)> All { get; } = new Dictionary<string, (Func<Stream>, string, bool)>
    {
        ["a zip of zeros"] = (() => Bytes(ZipOf("zeros.txt", 400, 0)), "a.zip", true),
        ["a zip of one letter"] = (() => Bytes(ZipOf("a.txt", 400, (byte)'a')), "a.zip", true),
        ["zips within zips"] = (() => Bytes(Nested(6)), "a.zip", true),
        ["zips within zips, each holding ten"] = (() => Bytes(Wide(4, 10)), "a.zip", true),
        ["a zip that leads out of its folder"] = (() => Bytes(Packed.Zip(("ok.txt", Text("fine")), ("../../etc/cron.d/x", Text("evil")))), "a.zip", true),
        ["a zip with an absolute path"] = (() => Bytes(Packed.Zip(("/etc/passwd", Text("evil")))), "a.zip", true),
        ["a zip with a drive letter"] = (() => Bytes(Packed.Zip(("C:\\Windows\\x.txt", Text("evil")))), "a.zip", true),
        ["a zip with a symbolic link"] = (() => Bytes(SymbolicLink()), "a.zip", true),
        ["a zip whose sizes lie"] = (() => Bytes(LyingSizes()), "a.zip", true),
        ["a zip of overlapping entries"] = (() => Bytes(Overlapping()), "a.zip", true),
        ["a gzip file without end"] = (() => new Repeated(Packed.Gzip(new byte[8 * Megabyte])), "a.gz", true),
        ["a gzip file of lines without end"] = (() => new Repeated(Packed.Gzip(Text(string.Concat(Enumerable.Repeat("line of text\n", 600_000))))), "a.txt.gz", true),
        ["gzip within gzip within gzip"] = (() => Bytes(Packed.Gzip(Packed.Gzip(Packed.Gzip(Packed.Gzip(Packed.Gzip(new byte[1000])))))), "a.gz", true),
        ["gzip within gzip, growing each time"] = (() => Bytes(Packed.Gzip(Packed.Gzip(new byte[1024 * Megabyte / 4]))), "a.gz", true),
        ["a billion laughs"] = (() => Bytes(Text(BillionLaughs())), "a.xml", true),
        ["an entity that names itself"] = (() => Bytes(Text("<!DOCTYPE rss [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><rss><channel><item><title>&a;</title></item></channel></rss>")), "a.xml", true),
        ["one long entity, referred to often"] = (() => Bytes(Text(Quadratic())), "a.xml", true),
        ["a hundred thousand nested elements"] = (() => Bytes(Text("<html><body>" + Many("<div>", 100_000))), "a.html", true),
        ["a hundred thousand nested elements in a feed"] = (() => Bytes(Text("<rss version='2.0'><channel><item><title>t</title><description>" + Many("<b>", 100_000) + Many("</b>", 100_000) + "</description></item></channel></rss>")), "a.xml", true),
        ["a hundred thousand nested elements, escaped in a feed"] = (() => Bytes(Text("<rss version='2.0'><channel><item><title>t</title><description>" + Many("&lt;b>", 100_000) + "</description></item></channel></rss>")), "a.xml", false),
        ["a hundred thousand nested elements of no vocabulary"] = (() => Bytes(Text("<?xml version='1.0'?>" + Many("<a>", 100_000) + Many("</a>", 100_000))), "a.xml", true),
        ["a hundred thousand nested lists"] = (() => Bytes(Text(Many("[", 100_000))), "a.json", true),
        ["a hundred thousand nested objects"] = (() => Bytes(Text(Many("{\"a\":", 100_000))), "a.json", true),
        ["a hundred thousand nested lists in a line"] = (() => Bytes(Text("{\"title\":\"t\",\"text\":\"x\"}\n" + Many("[", 100_000) + Many("]", 100_000) + "\n")), "a.jsonl", false),
        ["a line of a hundred megabytes"] = (() => new Repeated(Text(Many("word ", 1000)), 100 * Megabyte), "a.txt", true),
        ["a line of a hundred megabytes in Arabic"] = (() => new Repeated(Text(Many("كلمة ", 1000)), 100 * Megabyte), "a.txt", true),
        ["a JSON text of a hundred megabytes"] = (() => new Repeated(Text("{\"title\":\"t\",\"text\":\""), Text(Many("word ", 1000)), 100 * Megabyte), "a.json", true),
        ["a JSON line of a hundred megabytes"] = (() => new Repeated(Text("{\"title\":\"t\",\"text\":\""), Text(Many("word ", 1000)), 100 * Megabyte), "a.jsonl", true),
        ["a table with a million columns"] = (() => Bytes(Text(Many(",", 1_000_000) + "\n" + Many(",", 1_000_000))), "a.csv", true),
        ["a table with a field of a hundred megabytes"] = (() => new Repeated(Text("title,text\nt,\""), Text(Many("word\n", 1000)), 100 * Megabyte), "a.csv", false),
        ["a table of unclosed quotes"] = (() => Bytes(Text("title,text\n" + Many("t,\"text\n", 50_000))), "a.csv", false),
        ["a table of numbers"] = (() => Bytes(Text("title,text\n" + Many("1,\n", 3_000_000))), "a.csv", false),
        ["ten million empty objects"] = (() => Bytes(Text("[" + Many("{},", 10_000_000) + "{}]")), "a.json", false),
        ["ten million numbers"] = (() => Bytes(Text("[" + Many("1,", 10_000_000) + "1]")), "a.json", false),
        ["a million lines that are no JSON"] = (() => Bytes(Text("{\"title\":\"t\",\"text\":\"x\"}\n" + Many("{x\n", 1_000_000))), "a.jsonl", false),
        ["a million empty entries"] = (() => Bytes(Text("<rss version='2.0'><channel>" + Many("<item/>", 1_000_000) + "</channel></rss>")), "a.xml", false),
        ["four million empty elements"] = (() => Bytes(Text("<rss version='2.0'><channel><item><title>t</title>" + Many("<a/>", 4_000_000) + "</item></channel></rss>")), "a.xml", false),
        ["a page of end tags"] = (() => Bytes(Text("<html><body>" + Many("</p>", 1_500_000))), "a.html", true),
        ["a page of formatting left open"] = (() => Bytes(Text("<html><body>" + string.Concat(Enumerable.Range(0, 300).Select(i => $"<font size={i}>")) + Many("<p>x", 20_000))), "a.html", false),
        ["a page of crossed formatting"] = (() => Bytes(Text("<html><body>" + Many("<b><p></b>x", 60_000))), "a.html", false),
        ["a page of links in links"] = (() => Bytes(Text("<html><body>" + Many("<a href=x>y", 100_000))), "a.html", false),
        ["a page of text before a table"] = (() => Bytes(Text("<html><body><table>" + Many("<b>x</b>", 100_000))), "a.html", false),
        ["an element with a million attributes"] = (() => Bytes(Text("<html><body><p " + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"a{i} ")) + ">x")), "a.html", true),
        ["a page of open comments"] = (() => Bytes(Text("<html><body>" + Many("<!--", 1_000_000))), "a.html", false),
        ["a page of ampersands"] = (() => Bytes(Text("<html><body><p>" + Many("&", 4_000_000))), "a.html", false),
        ["a page of open tags"] = (() => Bytes(Text("<html><body>" + Many("<p ", 1_000_000))), "a.html", false),
        ["a page of headings in headings"] = (() => Bytes(Text("<html><body>" + Many("<div><h1>words of a heading ", 200) + Many("long text of it ", 400_000))), "a.html", false),
        ["a page of quotes"] = (() => Bytes(Text("<html><body>" + Many("<a b='\"", 500_000))), "a.html", false),
        ["a feed of sections left open"] = (() => Bytes(Text("<rss version='2.0'><channel><item><title>t</title>" + Many("<a><![CDATA[x</a>", 500_000))), "a.xml", false),
        ["a feed of end tags without brackets"] = (() => Bytes(Text("<rss version='2.0'><channel><item><title>t</title>" + Many("</a", 2_000_000))), "a.xml", false),
        ["a feed of ampersands as large as may be"] = (() => Bytes(Text("<rss version='2.0'><channel><item><title>t</title><description>" + Many("&a", 8_000_000))), "a.xml", false),
        ["a feed of long entries as large as may be"] = (() => Bytes(Text("<rss version='2.0'><channel>" + Many("<item><title>t</title><description>" + Many("&amp;lt;b&amp;gt; ", 120_000) + "</description></item>", 8))), "a.xml", false),
        ["JSON records as large as may be"] = (() => Bytes(Text("[" + string.Join(',', Enumerable.Repeat("{\"title\":\"t\",\"text\":\"" + Many("\\u0645\\n", 500_000) + "\"}", 7)) + "]")), "a.json", false),
        ["an XML document too large"] = (() => Bytes(Text("<?xml version='1.0'?><a>" + Many("words of it ", 2_500_000) + "</a>")), "a.xml", true),
        ["a page as large as may be"] = (() => Bytes(Text("<html><body>" + Many("<p>words of a paragraph that goes on for a while, as paragraphs do when they want to be long</p>", 80_000))), "a.html", false),
        ["a feed of ampersands"] = (() => Bytes(Text("<rss version='2.0'><channel><item><title>t</title><description>" + Many("&a", 4_000_000))), "a.xml", false),
        ["a feed of unclosed quotes"] = (() => Bytes(Text("<rss version='2.0'><channel><item><title>t</title>" + Many("<a b=\"<a b='", 500_000))), "a.xml", false),
        ["a web archive that claims to be endless"] = (() => Bytes(Text("WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 99999999999999\r\n\r\nshort")), "a.warc", true),
        ["a web archive of broken headers"] = (() => Bytes(Text(Many("WARC/1.0\r\nx\r\n", 500_000))), "a.warc", true),
        ["a zip with a directory of a million entries"] = (() => Bytes(MillionEntries()), "a.zip", true),
    };

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static MemoryStream Bytes(byte[] bytes) => new(bytes, writable: false);

    private static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static byte[] ZipOf(string name, int megabytes, byte value)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            var block = new byte[Megabyte];
            Array.Fill(block, value);
            for (var i = 0; i < megabytes; i++)
            {
                entry.Write(block);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Nested(int depth)
    {
        var inner = Packed.Zip(("bottom.txt", Text("text at the bottom")));
        for (var i = 0; i < depth; i++)
        {
            inner = Packed.Zip(($"level{i}.zip", inner));
        }

        return inner;
    }

    private static byte[] Wide(int depth, int width)
    {
        var inner = ZipOf("zeros.txt", 64, 0);
        for (var i = 0; i < depth; i++)
        {
            var level = inner;
            inner = Packed.Zip([.. Enumerable.Range(0, width).Select(n => ($"{n}.zip", level))]);
        }

        return inner;
    }

    private static byte[] SymbolicLink()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            var entry = zip.CreateEntry("link.txt");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var target = entry.Open();
            target.Write("/etc/passwd"u8);
        }

        return packed.ToArray();
    }

    /// <summary>The directory says ten bytes, the data has hundreds of megabytes.</summary>
    private static byte[] LyingSizes()
    {
        var bytes = ZipOf("a.txt", 200, (byte)'a');
        var directory = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), 10);
        return bytes;
    }

    /// <summary>Every directory entry points at the same data.</summary>
    private static byte[] Overlapping()
    {
        var bytes = Packed.Zip(("a.txt", [.. Enumerable.Range(0, 200_000).Select(i => (byte)(' ' + (i * 7919 % 90)))]));
        var end = bytes.AsSpan().LastIndexOf("PK\x05\x06"u8);
        var directory = bytes.AsSpan(0, end).LastIndexOf("PK\x01\x02"u8);
        var entry = bytes[directory..end];
        byte[] many = [.. bytes[..directory], .. Enumerable.Repeat(entry, 5000).SelectMany(copy => copy), .. bytes[end..]];
        var newEnd = many.Length - (bytes.Length - end);
        BitConverter.TryWriteBytes(many.AsSpan(newEnd + 8), (ushort)5000);
        BitConverter.TryWriteBytes(many.AsSpan(newEnd + 10), (ushort)5000);
        BitConverter.TryWriteBytes(many.AsSpan(newEnd + 12), 5000 * entry.Length);
        return many;
    }

    private static byte[] MillionEntries()
    {
        // Only the large end record counts entries beyond 65,535; its count is believed before anything is taken into memory.
        byte[] large = [.. "PK\x06\x06"u8, .. new byte[52]];
        BitConverter.TryWriteBytes(large.AsSpan(32), 1_000_000L);
        BitConverter.TryWriteBytes(large.AsSpan(40), 60_000_000L);
        byte[] end = [.. "PK\x05\x06"u8, .. new byte[18]];
        return [.. "PK\x03\x04"u8, .. new byte[60], .. large, .. end];
    }

    private static string BillionLaughs()
    {
        var text = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">");
        for (var i = 1; i < 10; i++)
        {
            text.Append($"<!ENTITY lol{i} \"").Insert(text.Length, i == 1 ? "&lol;" : $"&lol{i - 1};", 10).Append("\">");
        }

        return text.Append("]><rss version=\"2.0\"><channel><item><title>&lol9;</title></item></channel></rss>").ToString();
    }

    private static string Quadratic() =>
        $"<!DOCTYPE rss [<!ENTITY a \"{new string('a', 60_000)}\">]><rss version=\"2.0\"><channel><item><title>t</title><description>{Many("&a;", 60_000)}</description></item></channel></rss>";

    /// <summary>A head, then the same bytes again and again, to a length or for ever.</summary>
    private sealed class Repeated(byte[] head, byte[] body, long length) : Stream
    {
        private long _at;

        public Repeated(byte[] body, long length = long.MaxValue)
            : this([], body, length)
        {
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var from = _at < head.Length ? head.AsSpan((int)_at) : body.AsSpan((int)((_at - head.Length) % body.Length));
            var read = (int)Math.Min(Math.Min(count, from.Length), length - _at);
            from[..read].CopyTo(buffer.AsSpan(offset));
            _at += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
