using System.Security.Cryptography;
using System.Text;

namespace NewsPlatform.Cli.Processes;

/// <summary>A process as it is to be started.</summary>
internal sealed record Launch
{
    /// <summary>What it is: <c>mongo</c>, <c>standalone</c>, <c>storage</c>.</summary>
    public required string Name { get; init; }

    /// <summary>From 1.</summary>
    public int Replica { get; init; } = 1;

    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required string Folder { get; init; }

    public required string Log { get; init; }

    /// <summary>On 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>Added to the environment of this command; it may hold passwords, and is never shown.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Stands for the settings that matter to others, without keeping them; see <see cref="FingerprintOf"/>.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Tells whether a running process was started with other settings than these.</summary>
    public static string FingerprintOf(IReadOnlyDictionary<string, string> settings)
    {
        var lines = settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}={setting.Value}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))))[..16];
    }
}
