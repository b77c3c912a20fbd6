using System.CommandLine;
using System.Text.Json;
using Storefront.Features.Merchants.Hosts;
using Storefront.Features.Merchants.MailDomains;
using Storefront.Features.Merchants.Settings;
using Storefront.Platform.Api;
using Storefront.Platform.Hosting;

namespace Storefront.Features.Merchants;

/// <summary>The operator commands for merchants.</summary>
public sealed class MerchantCommands : IOperatorCommands
{
    public IEnumerable<Command> Build(OperatorConsole console)
    {
        yield return new Command("merchants", "Shops on this platform")
        {
            Add(console), List(console), Suspend(console), Resume(console), Registration(console), Locale(console), Sender(console),
            HostCommands.Build(console),
            SettingsCommand.Build(console), BrandCommand.Build(console), MailDomainCommand.Build(console),
        };
    }

    private static Command Add(OperatorConsole console)
    {
        var name = new Option<string>("--name") { Required = true, Description = "The shop's name" };
        var host = new Option<string>("--host") { Required = true, Description = "The host name its customers visit" };
        var from = new Option<string>("--from") { Required = true, Description = "The address its mails come from" };
        var support = new Option<string?>("--support") { Description = "Where replies go; the sender address when absent" };
        var language =
            new Option<string>("--language") { DefaultValueFactory = _ => "en", Description = $"One of: {string.Join(", ", Languages.All)}" };
        return console.Command(new("add", "Add a shop") { name, host, from, support, language }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<AddMerchant>().RunAsync(
                new(typed.GetValue(name), typed.GetValue(host), typed.GetValue(from), typed.GetValue(support), typed.GetValue(language)!), ct))
            .Report(output, merchant => $"Added merchant {merchant.Id}: {merchant.Name}, {merchant.PrimaryHost}"));
    }

    private static Command List(OperatorConsole console)
    {
        var json = new Option<bool>("--json") { Description = "As one JSON array, for programs" };
        return console.Command(new("list", "List the shops") { json }, async (services, typed, output, ct) =>
        {
            var merchants = await services.GetRequiredService<ListMerchants>().RunAsync(ct);
            if (typed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(merchants.Select(ListedMerchant.Of), ApiJson.Options));
                return 0;
            }

            foreach (var merchant in merchants)
            {
                await output.WriteLineAsync(
                    $"{merchant.Id}\t{merchant.Name}\t{merchant.PrimaryHost ?? "no host"}\t{merchant.Language}\t{ListedMerchant.StateOf(merchant)}");
            }

            return 0;
        });
    }

    private static Command Suspend(OperatorConsole console) => Suspension(
        console, new("suspend", "Close a shop: its hosts and tokens are refused, and nothing is deleted"), isSuspended: true);

    private static Command Resume(OperatorConsole console) => Suspension(console, new("resume", "Open a suspended shop again"), isSuspended: false);

    private static Command Suspension(OperatorConsole console, Command command, bool isSuspended)
    {
        var merchant = new Option<long>("--merchant") { Required = true, Description = "The merchant's number" };
        command.Add(merchant);
        return console.Command(command, async (services, typed, output, ct) =>
            (await services.GetRequiredService<NamedMerchant>().RunAsync(
                typed.GetValue(merchant), caller => services.GetRequiredService<SuspendMerchant>().RunAsync(caller, isSuspended, ct), ct))
            .Report(output, shop => $"Merchant {shop.Id} is {ListedMerchant.StateOf(shop)}."));
    }

    private static Command Registration(OperatorConsole console)
    {
        var merchant = new Option<long>("--merchant") { Required = true, Description = "The merchant's number" };
        var open =
            new Option<bool>("--open") { Required = true, Description = "true lets anybody open an account, false leaves accounts to invitations" };
        return console.Command(new("registration", "Open or close a shop's registration") { merchant, open }, async (services, typed, output, ct) =>
            (await SettingsCommand.UpdateAsync(
                services, typed.GetValue(merchant), new() { AllowsRegistration = typed.GetValue(open) }, ct))
            .Report(output, _ => $"Registration at merchant {typed.GetValue(merchant)} is {(typed.GetValue(open) ? "open" : "closed")}."));
    }

    private static Command Sender(OperatorConsole console)
    {
        var merchant = new Option<long>("--merchant") { Required = true, Description = "The merchant's number" };
        var from = new Option<string>("--from") { Required = true, Description = "The address its mails come from" };
        return console.Command(new(
            "sender", "Set the address that a shop's mails come from") { merchant, from }, async (services, typed, output, ct) =>
            (await services.GetRequiredService<NamedMerchant>().RunAsync(
                typed.GetValue(merchant), caller => services.GetRequiredService<SetSender>().RunAsync(caller, typed.GetValue(from), ct), ct))
            .Report(output, shop => $"Mails of merchant {shop.Id} come from {shop.SenderAddress}. "
                + "For another domain, run: merchants mail-domain, and publish its records."));
    }

    private static Command Locale(OperatorConsole console)
    {
        var merchant = new Option<long>("--merchant") { Required = true, Description = "The merchant's number" };
        var language = new Option<string?>("--language")
        {
            Description = $"What pages and mails speak unless a shopper chose: {string.Join(", ", Languages.All)}"
        };
        var zone = new Option<string?>("--time-zone") { Description = "For example Europe/Amsterdam" };
        var country = new Option<string?>("--country") { Description = "Whose tax law keeps the orders, for example NL" };
        return console.Command(new(
            "locale", "Set a shop's language, time zone and country") { merchant, language, zone, country }, async (services, typed, output, ct) =>
            (await SettingsCommand.UpdateAsync(services, typed.GetValue(merchant), new()
            {
                Language = typed.GetValue(language),
                TimeZone = typed.GetValue(zone),
                Country = typed.GetValue(country),
            }, ct))
            .Report(output, shop => $"Merchant {shop.Id} speaks {shop.Language}, lives by {shop.TimeZone} and keeps its books in {shop.Country}."));
    }
}

/// <summary>A merchant as programs of the operator read it.</summary>
internal sealed record ListedMerchant(
    long Id, string Name, string? Host, string Language, string TimeZone, string Country, string State, DateTimeOffset CreatedAt)
{
    public static ListedMerchant Of(Merchant merchant) => new(
        merchant.Id, merchant.Name, merchant.PrimaryHost, merchant.Language, merchant.TimeZone, merchant.Country, StateOf(merchant),
        merchant.CreatedAt);

    public static string StateOf(Merchant merchant) => merchant.SuspendedAt is null ? "open" : "suspended";
}
