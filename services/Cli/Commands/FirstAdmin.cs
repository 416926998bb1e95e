using System.Text.Json.Nodes;
using NewsPlatform.Cli.Asking;

namespace NewsPlatform.Cli.Commands;

/// <summary>
/// The account that a new installation needs: <c>admin</c>, with a random password that is shown once, on a terminal and
/// nowhere else. What goes to a file stays there, so there the account is not made and the way to it is told.
/// </summary>
internal static class FirstAdmin
{
    private const string Name = "admin";

    public static async Task MakeAsync(Surroundings here, CancellationToken cancellationToken)
    {
        using var api = StorageApi.Connect(here.Places);
        if ((await api.GetAsync("api/accounts", cancellationToken))["accounts"]!.AsArray().Count > 0)
        {
            return;
        }

        here.Screen.Say("");
        if (System.Console.IsOutputRedirected)
        {
            here.Screen.Say($"Nobody can sign in yet: './news accounts add {Name} --role admin' makes an account and shows its password once.");
            return;
        }

        var made = await api.PostAsync("api/accounts", new JsonObject { ["name"] = Name, ["role"] = "admin" }, cancellationToken);
        here.Screen.Say($"Sign in as {Name} with the password {made["password"]!.GetValue<string>()}");
        here.Screen.Say($"It is shown here and never again; './news accounts reset {Name}' makes another.");
    }
}
