using System.Security.Cryptography;
using System.Text;

namespace NewsPlatform.Storage.Access;

/// <summary>A password as it is kept: never the password.</summary>
/// <param name="Salt">16 random bytes, of this account alone.</param>
/// <param name="Hash">PBKDF2 with HMAC-SHA-256.</param>
/// <param name="Iterations">As many as this hash was made with; a later release may ask for more.</param>
internal sealed record PasswordHash(byte[] Salt, byte[] Hash, int Iterations)
{
    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, since 2023). Measured here: 0.2 s.</summary>
    public const int Wanted = 600_000;

    public const int Shortest = 12;
    public const int Longest = 200;

    /// <summary>What a sign-in under an unknown name is compared with, so that it takes as long as any other.</summary>
    public static readonly PasswordHash OfNobody = new(new byte[16], new byte[32], Wanted);

    /// <exception cref="ArgumentException">Too short, or too long to be hashed for whoever sends it.</exception>
    public static PasswordHash Of(string password)
    {
        if (password.Length is < Shortest or > Longest)
        {
            throw new ArgumentException($"A password has {Shortest} to {Longest} characters.");
        }

        var salt = RandomNumberGenerator.GetBytes(16);
        return new(salt, Derive(password, salt, Wanted), Wanted);
    }

    /// <summary>26 letters and digits of 5 bits each: nobody guesses it, and one can type it.</summary>
    public static string NewPassword() =>
        string.Join('-', RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789z", 25).Chunk(5).Select(part => new string(part)));

    public bool Is(string password) =>
        CryptographicOperations.FixedTimeEquals(Derive(password.Length > Longest ? password[..Longest] : password, Salt, Iterations), Hash)
        && password.Length <= Longest;

    // Composed, so that one password typed on two keyboards is one.
    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)), salt, iterations, HashAlgorithmName.SHA256, 32);
}
