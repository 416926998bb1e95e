using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace NewsPlatform.Ingestion.Door;

/// <summary>Who stands at the door.</summary>
internal sealed class DoorKeys(IOptions<DoorOptions> options)
{
    /// <summary>Every key is compared, and in constant time: the answer's time tells nothing about them.</summary>
    /// <returns>The name of the key, or null for a stranger.</returns>
    public string? Sender(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header["Bearer ".Length..].Trim()));
        string? sender = null;
        foreach (var (name, known) in options.Value.Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(known)))
            {
                sender = name;
            }
        }

        return sender;
    }

    public bool IsOperator(string sender) => options.Value.Operators.Contains(sender);

    /// <returns>What to answer, or null when an operator asks.</returns>
    public IResult? RefuseOthersThanOperators(HttpContext http) =>
        Sender(http) is not { } sender ? Refused() : IsOperator(sender) ? null : Forbidden(sender);

    public static IResult Refused() =>
        Results.Problem("Send a key that this service knows: Authorization: Bearer <key>.", statusCode: StatusCodes.Status401Unauthorized);

    public static IResult Forbidden(string sender) =>
        Results.Problem($"The key '{sender}' may only send: name it under Door:Operators.", statusCode: StatusCodes.Status403Forbidden);
}
