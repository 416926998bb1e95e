using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace NewsPlatform.WebConsole.Assets;

/// <summary>
/// What browsers load beside the pages, read from this assembly once. One version over all of it stands in the path, so that
/// everything is kept for good and files may name each other.
/// </summary>
public sealed class AssetFiles
{
    private const string Prefix = "assets/";
    private readonly FrozenDictionary<string, AssetFile> files;

    public AssetFiles()
    {
        var assembly = typeof(AssetFiles).Assembly;
        files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => AssetFile.Read(assembly.GetManifestResourceStream(name)!, name), StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, file) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            hash.AppendData(file.Bytes);
        }

        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    public string Version { get; }

    /// <summary>Where a file is asked for.</summary>
    public string this[string name] => $"/assets/{Version}/{name}";

    internal AssetFile? Find(string name) => files.GetValueOrDefault(name);
}

/// <summary>One file, as it is and packed.</summary>
internal sealed record AssetFile(byte[] Bytes, byte[]? Packed, string Type)
{
    public static AssetFile Read(Stream stream, string name)
    {
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        var bytes = whole.ToArray();
        return Path.GetExtension(name) switch
        {
            ".css" => new(bytes, Pack(bytes), "text/css; charset=utf-8"),
            ".js" => new(bytes, Pack(bytes), "text/javascript; charset=utf-8"),
            ".svg" => new(bytes, Pack(bytes), "image/svg+xml"),
            ".woff2" => new(bytes, null, "font/woff2"),
            var other => throw new InvalidOperationException($"{name}: no content type for {other}."),
        };
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
