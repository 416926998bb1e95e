using System.Globalization;

namespace NewsPlatform.Cli.Running;

/// <summary>The broker that <c>deploy/rabbitmq/start</c> runs: its addresses and its one user.</summary>
internal static class Brokers
{
    /// <summary>From the file that the start script keeps beside the broker's data.</summary>
    /// <exception cref="NewsException">The file is not there or says something else.</exception>
    public static (string User, string Password) Credentials(Places places)
    {
        var file = Path.Combine(places.RabbitMq, "credentials");
        var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        return Value(lines, "NEWS_RABBIT_USER=") is { } user && Value(lines, "NEWS_RABBIT_PASSWORD=") is { } password
            ? (user, password)
            : throw new NewsException($"{file} names no user and password: delete the folder {places.RabbitMq} and start again.");
    }

    public static string Address(Places places, int port)
    {
        var (user, password) = Credentials(places);
        return string.Create(CultureInfo.InvariantCulture, $"amqp://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@127.0.0.1:{port}/");
    }

    public static string Management(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");

    /// <summary>The management API as the web console asks it.</summary>
    public static string ManagementWithUser(Places places, string management)
    {
        var (user, password) = Credentials(places);
        return new UriBuilder(management) { UserName = Uri.EscapeDataString(user), Password = Uri.EscapeDataString(password) }.Uri.ToString();
    }

    private static string? Value(string[] lines, string start) =>
        Array.Find(lines, line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
}
