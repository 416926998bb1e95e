using System.Security.Claims;

namespace NewsPlatform.WebConsole.Access;

/// <summary>Who is signed in. Every question to Storage carries this person's token: she may do what her role may, and the audit names her.</summary>
public sealed class Person(IHttpContextAccessor accessor)
{
    internal const string TokenClaim = "token";

    private readonly ClaimsPrincipal? principal = accessor.HttpContext?.User;

    public bool IsSignedIn => principal?.Identity?.IsAuthenticated == true;

    public string Name => principal?.Identity?.Name ?? "";

    /// <summary>viewer, operator or admin.</summary>
    public string Role => principal?.FindFirstValue(ClaimTypes.Role) ?? "";

    public bool IsOperator => Role is "operator" or "admin";

    public bool IsAdmin => Role == "admin";

    /// <summary>The address of the browser.</summary>
    internal string? Address { get; } = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString();

    internal string? Token => principal?.FindFirstValue(TokenClaim);
}
