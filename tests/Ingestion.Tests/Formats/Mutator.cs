using System.Text;

namespace NewsPlatform.Ingestion.Tests.Formats;

/// <summary>Damages documents the way disks, networks, editors and enemies do. The same seed damages the same way.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<(string Name, byte[] Bytes)> others)
{
    private static readonly string[] Tokens =
    [
        "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "&", "&#", "&#xFFFFFFFF;", "&lt;", "\"", "'", "{", "}", "[", "]", ":", ",", "\\u", "\\uD800", "\n", "\r", "\r\n",
        "\0", "\uFEFF", "\u202E", "\uD83D\uDE42", "<item>", "</item>", "<script>", "<?xml version='1.0' encoding='utf-16'?>", "<!DOCTYPE a [", "charset=", "WARC/1.0\r\n", "\r\n\r\n",
        "Content-Length: 999999999\r\n", "sep=;\n", "\t", ";", "|", "1e999", "-", "<div", "<p", "</p>", "<table>", "ط§ظ„", "Ø§Ù„",
    ];

    private readonly Random _random = new(seed);

    public byte[] Damage(byte[] document)
    {
        var damaged = document.ToList();
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            var at = _random.Next(damaged.Count + 1);
            var length = Math.Min(damaged.Count - at, _random.Next(1, 60));
            switch (_random.Next(9))
            {
                case 0:
                    for (var i = 0; i < length; i++)
                    {
                        damaged[at + i] = (byte)_random.Next(256);
                    }

                    break;
                case 1:
                    damaged.RemoveRange(at, length);
                    break;
                case 2:
                    damaged.InsertRange(at, damaged.GetRange(at, length));
                    break;
                case 3 or 4:
                    damaged.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[_random.Next(Tokens.Length)]));
                    break;
                case 5:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
                case 6:
                    // Two files glued together.
                    var (_, other) = others[_random.Next(others.Count)];
                    damaged.InsertRange(at, other[_random.Next(other.Length)..]);
                    break;
                case 7 when length > 0:
                    damaged[at] ^= (byte)(1 << _random.Next(8));
                    break;
                default:
                    var token = Encoding.UTF8.GetBytes(Tokens[_random.Next(Tokens.Length)]);
                    damaged.InsertRange(at, Enumerable.Repeat(token, _random.Next(1, 200)).SelectMany(bytes => bytes));
                    break;
            }
        }

        return [.. damaged];
    }
}
