using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.Storage.Access;

/// <summary>Settings under <c>Api</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Api";

    /// <summary>
    /// SHA-256, in hexadecimal, of a first key with the role admin; with it all others are made. Without it, and without keys
    /// in the store, the API is shut. Make a key with <c>openssl rand -hex 32</c> and hash it with <c>sha256sum</c>.
    /// </summary>
    [RegularExpression("^([0-9a-fA-F]{64})?$", ErrorMessage = "Api:AdminKeyHash must be the SHA-256 of a key: 64 hexadecimal digits.")]
    public string? AdminKeyHash { get; set; }
}
