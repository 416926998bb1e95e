using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.Ingestion.Door;

/// <summary>Settings under <c>Door</c>: the HTTP way in.</summary>
public sealed class DoorOptions : IValidatableObject
{
    public const string Section = "Door";

    /// <summary>
    /// Who may push, by name: SHA-256 of each key in hexadecimal, for example <c>Door:Keys:agency</c>. Without a key the
    /// door is shut: nothing is ever open by default. Make one with <c>openssl rand -hex 32</c> and hash it with <c>sha256sum</c>.
    /// </summary>
    public IDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Names of <see cref="Keys"/> that may also look behind the door, pause it, let it go on, and drop for any source: the
    /// console's. A sender's key may only send.
    /// </summary>
    public IList<string> Operators { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var name in Operators.Where(name => !Keys.ContainsKey(name)))
        {
            yield return new ValidationResult($"Door:Operators names '{name}', who has no key under Door:Keys.");
        }

        foreach (var (name, hash) in Keys)
        {
            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
            {
                yield return new ValidationResult($"Door:Keys:{name} must be the SHA-256 of a key: 64 hexadecimal digits.");
            }

            if (!IsSource(name))
            {
                yield return new ValidationResult($"Door:Keys:{name} is no name for a source: up to 100 characters, no slash, no leading dot.");
            }
        }
    }

    internal static bool IsSource(string name) => name.Length is > 0 and <= 100 && name.AsSpan().IndexOfAny('/', '\\', '\0') < 0 && !name.StartsWith('.');
}
