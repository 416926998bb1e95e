using System.CommandLine;
using System.Text.Json.Nodes;
using NewsPlatform.Cli.Asking;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news accounts</c>: the people who sign in at the console.</summary>
internal static class AccountsCommand
{
    public static Command Create(Func<Surroundings> surroundings)
    {
        var name = new Argument<string>("NAME") { Description = "Whose account it is" };
        var role = new Option<string>("--role") { Description = "viewer, operator or admin", DefaultValueFactory = _ => "viewer" };
        role.AcceptOnlyFromAmong("viewer", "operator", "admin");
        var add = new Command("add", "Make an account; its password is shown once") { name, role };
        add.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = StorageApi.Connect(surroundings().Places);
            var made = await api.PostAsync("api/accounts", new JsonObject { ["name"] = parsed.GetValue(name), ["role"] = parsed.GetValue(role) }, cancellationToken);
            System.Console.Out.WriteLine(made["password"]!.GetValue<string>());
            return ExitCode.Fine;
        });

        var forgetful = new Argument<string>("NAME") { Description = "Whose account it is" };
        var reset = new Command("reset", "Give an account a new password, shown once; its sessions end") { forgetful };
        reset.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = StorageApi.Connect(surroundings().Places);
            var made = await api.PostAsync($"api/accounts/{Uri.EscapeDataString(parsed.GetValue(forgetful)!)}/password", [], cancellationToken);
            System.Console.Out.WriteLine(made["password"]!.GetValue<string>());
            return ExitCode.Fine;
        });

        var leaving = new Argument<string>("NAME") { Description = "Whose account it is" };
        var remove = new Command("remove", "Remove an account; its sessions end") { leaving };
        remove.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = StorageApi.Connect(surroundings().Places);
            await api.DeleteAsync($"api/accounts/{Uri.EscapeDataString(parsed.GetValue(leaving)!)}", cancellationToken);
            surroundings().Screen.Say($"{parsed.GetValue(leaving)} may not sign in any more.");
            return ExitCode.Fine;
        });

        var list = new Command("list", "All accounts; never a password");
        list.SetAction((_, cancellationToken) => ListAsync(surroundings(), cancellationToken));
        var command = new Command("accounts", "Who may sign in") { list, add, reset, remove };
        command.SetAction((_, cancellationToken) => ListAsync(surroundings(), cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync(Surroundings here, CancellationToken cancellationToken)
    {
        using var api = StorageApi.Connect(here.Places);
        var accounts = (await api.GetAsync("api/accounts", cancellationToken))["accounts"]!.AsArray();
        foreach (var account in accounts)
        {
            here.Screen.Say($"{account!["name"]}  {account["role"]}  since {account["createdAt"]!.GetValue<string>()[..10]}{(account["lastSignInAt"] is { } at ? $"  last here {at.GetValue<string>()[..10]}" : "")}");
        }

        if (accounts.Count == 0)
        {
            here.Screen.Say("Nobody can sign in yet: './news accounts add NAME --role admin' makes an account and shows its password once.");
        }

        return ExitCode.Fine;
    }
}
