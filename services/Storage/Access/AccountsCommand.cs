using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Access;

/// <summary>
/// <c>dotnet NewsPlatform.Storage.dll accounts reset NAME</c>: the way in for whoever holds the machine and the store's
/// address, where no <c>./news</c> runs. The password goes to the terminal of the command, never to the service's log.
/// </summary>
internal static class AccountsCommand
{
    private const string By = "command line";
    private const int BadUsage = 2;

    public static async Task<int> RunAsync(string[] words, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Logging.ClearProviders();
        builder.AddMongo();
        builder.Services.AddSingleton<Accounts>();
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddSingleton<AuditLog>();
        using var host = builder.Build();
        var accounts = host.Services.GetRequiredService<Accounts>();
        try
        {
            switch (words)
            {
                case ["list"]:
                    foreach (var account in await accounts.ListAsync(cancellationToken))
                    {
                        await output.WriteLineAsync($"{account.Name}  {account.Role.ToString().ToLowerInvariant()}{(account.Disabled ? "  disabled" : "")}");
                    }

                    return 0;
                case ["reset", var typed]:
                    var name = Accounts.NameOf(typed);
                    var password = PasswordHash.NewPassword();
                    if (!await accounts.SetPasswordAsync(name, password, cancellationToken))
                    {
                        await accounts.CreateAsync(name, ApiRole.Admin, password, By, cancellationToken);
                    }

                    await host.Services.GetRequiredService<Sessions>().EndAllAsync(name, cancellationToken);
                    await host.Services.GetRequiredService<AuditLog>().WriteAsync(By, "account.password", name, cancellationToken);
                    await output.WriteLineAsync(password);
                    return 0;
                default:
                    await error.WriteLineAsync("Usage: accounts list | accounts reset NAME   (a name that is not there becomes an admin)");
                    return BadUsage;
            }
        }
        catch (Exception refused) when (refused is StoreException or ArgumentException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            await error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
