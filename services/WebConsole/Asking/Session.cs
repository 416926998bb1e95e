namespace NewsPlatform.WebConsole.Asking;

/// <summary>What Storage gives for a name and a password.</summary>
public sealed record Session(string Token, string Name, string Role, DateTimeOffset ExpiresAt);
