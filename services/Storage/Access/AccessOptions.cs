using System.ComponentModel.DataAnnotations;
using System.Net;

namespace NewsPlatform.Storage.Access;

/// <summary>Settings under <c>Api</c>.</summary>
public sealed class AccessOptions : IValidatableObject
{
    public const string Section = "Api";

    /// <summary>
    /// SHA-256, in hexadecimal, of a first key with the role admin; with it all others are made. Without it, and without keys
    /// in the store, the API is shut. Make a key with <c>openssl rand -hex 32</c> and hash it with <c>sha256sum</c>.
    /// </summary>
    [RegularExpression("^([0-9a-fA-F]{64})?$", ErrorMessage = "Api:AdminKeyHash must be the SHA-256 of a key: 64 hexadecimal digits.")]
    public string? AdminKeyHash { get; set; }

    /// <summary>SHA-256, in hexadecimal, of the web console's own key: a viewer's, with which it looks at the balance for the picture of the flow.</summary>
    [RegularExpression("^([0-9a-fA-F]{64})?$", ErrorMessage = "Api:ConsoleKeyHash must be the SHA-256 of a key: 64 hexadecimal digits.")]
    public string? ConsoleKeyHash { get; set; }

    /// <summary>
    /// Networks such as <c>10.1.0.0/16</c> whose word on whom they ask for (<c>X-Forwarded-For</c>) is believed when sign-ins are
    /// counted by address: where the console runs. This machine is always believed.
    /// </summary>
    public IList<string> Proxies { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Proxies.Where(network => !IPNetwork.TryParse(network, out _))
            .Select(network => new ValidationResult($"Api:Proxies holds '{network}', which is no network: write 10.1.0.0/16, or 10.1.0.7/32 for one machine."));
}
