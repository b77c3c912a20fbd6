using System.CommandLine;
using DnsClient;
using Storefront.Platform.Callers;
using Storefront.Platform.Hosting;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Merchants.Hosts;

/// <summary>The operator commands for the hosts of a merchant.</summary>
internal static class HostCommands
{
    public static Command Build(OperatorConsole console) => new("hosts", "The host names of a shop")
    {
        List(console),
        Of<AddHost>(console, "add", "Give a shop another host, once a DNS record proves it", (operation, caller, host, ct) =>
            operation.RunAsync(caller, host, ct), host => $"Added {host}. It redirects to the primary host."),
        Of<SetPrimaryHost>(console, "primary", "Let every new link lead to this host; the former one redirects to it",
            (operation, caller, host, ct) => operation.RunAsync(caller, host, ct),
            host => $"Links lead to {host}. Passkeys belong to the former host: their owners sign in with the password and add new ones."),
        Of<RemoveHost>(console, "remove", "Take a host from a shop", (operation, caller, host, ct) => operation.RunAsync(caller, host, ct),
            host => $"Removed {host}."),
        Move(console),
    };

    private static Command List(OperatorConsole console)
    {
        var merchant = Merchant;
        return console.Command(new("list", "List a shop's hosts, the primary one first") { merchant }, async (services, typed, output, ct) =>
        {
            if (await services.GetRequiredService<NamedMerchant>().EnterAsync(typed.GetValue(merchant), ct) is not { } shop)
            {
                return ((Result<string>)MerchantErrors.Unknown).Report(output, text => text);
            }

            foreach (var host in shop.Hosts.OrderByDescending(host => host.IsPrimary).ThenBy(host => host.Host, StringComparer.Ordinal))
            {
                await output.WriteLineAsync($"{host.Host}\t{(host.IsPrimary ? "primary" : "redirects")}");
            }

            return 0;
        });
    }

    private static Command Move(OperatorConsole console)
    {
        var (merchant, host) = (Merchant, Host);
        var to = new Option<long>("--to") { Required = true, Description = "The number of the merchant that gets it" };
        return console.Command(new("move", "Move a host to another shop") { merchant, host, to }, async (services, typed, output, ct) =>
        {
            var moved = await RunAsync(services, typed.GetValue(merchant), caller =>
                services.GetRequiredService<MoveHost>().RunAsync(caller, typed.GetValue(host), typed.GetValue(to), ct), ct);
            if (!moved.IsRefused)
            {
                // Until then a server may still take the host for the former shop's; only afterwards may links lead there.
                await Task.Delay(MerchantDirectory.Freshness, ct);
            }

            return moved.Report(output, name => $"Moved {name} to merchant {typed.GetValue(to)}, where it redirects to the primary host.");
        });
    }

    private static Command Of<TOperation>(
        OperatorConsole console, string name, string description,
        Func<TOperation, Caller, string?, CancellationToken, Task<Result<string>>> run, Func<string, string> done)
        where TOperation : notnull
    {
        var (merchant, host) = (Merchant, Host);
        return console.Command(new(name, description) { merchant, host }, async (services, typed, output, ct) =>
            (await RunAsync(services, typed.GetValue(merchant), caller =>
                run(services.GetRequiredService<TOperation>(), caller, typed.GetValue(host), ct), ct)).Report(output, done));
    }

    private static async Task<Result<string>> RunAsync(
        IServiceProvider services, long merchantId, Func<Caller, Task<Result<string>>> operation, CancellationToken ct)
    {
        try
        {
            return await services.GetRequiredService<NamedMerchant>().RunAsync(merchantId, operation, ct);
        }
        catch (DnsResponseException problem)
        {
            return HostErrors.Unverified.Saying(new Sentence("The DNS does not answer ({0}). Nothing was changed; try again.", $"{problem.Code}"));
        }
    }

    private static Option<long> Merchant => new("--merchant") { Required = true, Description = "The merchant's number" };

    private static Option<string> Host => new("--host") { Required = true, Description = "The host name" };
}
