using System.Security.Cryptography;

namespace NewsPlatform.Faults.Tests.Running;

/// <summary>What a campaign put into the inbox: the checker's only source beside folders, queues and store.</summary>
/// <param name="Name">Path in the inbox.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal: also the document's id.</param>
/// <param name="Articles">How many articles are in it; 0 for a file that must be refused.</param>
internal sealed record DroppedFile(string Name, string Sha256, int Articles)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasBytes => Sha256.Length > 0;

    /// <summary>What lies in the inbox and is no file: a pipe, a device, a link.</summary>
    public static DroppedFile Without(string name) => new(name, "", 0);

    public static DroppedFile Of(string name, ReadOnlySpan<byte> bytes, int articles = 1) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), articles);
}
