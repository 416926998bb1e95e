using System.CommandLine;
using System.Text.Json.Nodes;
using NewsPlatform.Cli.Asking;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news keys</c>: who may ask the API.</summary>
internal static class KeysCommand
{
    public static Command Create(Func<Surroundings> surroundings)
    {
        var name = new Argument<string>("NAME") { Description = "Whose key it is" };
        var role = new Option<string>("--role") { Description = "viewer, operator or admin", DefaultValueFactory = _ => "viewer" };
        role.AcceptOnlyFromAmong("viewer", "operator", "admin");
        var add = new Command("add", "Make a key; it is shown once") { name, role };
        add.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = StorageApi.Connect(surroundings().Places);
            var made = await api.PostAsync("api/keys", new JsonObject { ["name"] = parsed.GetValue(name), ["role"] = parsed.GetValue(role) }, cancellationToken);
            System.Console.Out.WriteLine(made["key"]!.GetValue<string>());
            return ExitCode.Fine;
        });

        var revoked = new Argument<string>("NAME") { Description = "Whose key it is" };
        var revoke = new Command("revoke", "Take a key back") { revoked };
        revoke.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = StorageApi.Connect(surroundings().Places);
            await api.DeleteAsync($"api/keys/{Uri.EscapeDataString(parsed.GetValue(revoked)!)}", cancellationToken);
            surroundings().Screen.Say($"{parsed.GetValue(revoked)} may not ask any more.");
            return ExitCode.Fine;
        });

        var list = new Command("list", "All keys; never the keys themselves");
        list.SetAction((_, cancellationToken) => ListAsync(surroundings(), cancellationToken));
        var command = new Command("keys", "Who may ask the HTTP API") { list, add, revoke };
        command.SetAction((_, cancellationToken) => ListAsync(surroundings(), cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync(Surroundings here, CancellationToken cancellationToken)
    {
        using var api = StorageApi.Connect(here.Places);
        var keys = (await api.GetAsync("api/keys", cancellationToken))["keys"]!.AsArray();
        foreach (var key in keys)
        {
            here.Screen.Say($"{key!["name"]}  {key["role"]}  since {key["createdAt"]!.GetValue<string>()[..10]}{(key["revokedAt"] is { } at ? $"  revoked {at.GetValue<string>()[..10]}" : "")}");
        }

        if (keys.Count == 0)
        {
            here.Screen.Say("No keys yet: './news keys add NAME --role viewer' makes one.");
        }

        return ExitCode.Fine;
    }
}
