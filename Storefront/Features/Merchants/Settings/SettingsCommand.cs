using System.CommandLine;
using Storefront.Platform.Hosting;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>The operator commands of <see cref="UpdateShop"/>.</summary>
internal static class SettingsCommand
{
    public static Command Build(OperatorConsole console)
    {
        var merchant = new Option<long>("--merchant") { Required = true, Description = "The merchant's number" };
        var days = new Option<int?>("--invitation-days") { Description = "How many days an invitation is valid, 1 to 30" };
        var support = new Option<string?>("--support-email") { Description = "Where replies to its mails go" };
        var welcome = new Option<string?>("--welcome") { Description = "A line for those who sign in; empty to take it away, as below" };
        var shop = new Option<string?>("--shop-url") { Description = "The shop itself, linked at the foot of every page" };
        var help = new Option<string?>("--help-url") { Description = "Its help" };
        var imprint = new Option<string?>("--imprint-url") { Description = "Its imprint" };
        var privacy = new Option<string?>("--privacy-url") { Description = "Its privacy policy" };
        return console.Command(new(
            "settings", "Set a shop's invitation lifetime, words and links")
        {
            merchant, days, support, welcome, shop, help, imprint, privacy,
        }, async (services, typed, output, ct) =>
            (await UpdateAsync(services, typed.GetValue(merchant), new()
            {
                InvitationDays = typed.GetValue(days),
                SupportEmail = typed.GetValue(support),
                Welcome = typed.GetValue(welcome),
                ShopUrl = typed.GetValue(shop),
                HelpUrl = typed.GetValue(help),
                ImprintUrl = typed.GetValue(imprint),
                PrivacyUrl = typed.GetValue(privacy),
            }, ct))
            .Report(output, settings => $"Merchant {settings.Id}: invitations of {settings.InvitationDays} days, replies to {settings.SupportEmail}, "
                + $"shop {settings.ShopUrl ?? "none"}, help {settings.HelpUrl ?? "none"}, imprint {settings.ImprintUrl ?? "none"}, "
                + $"privacy {settings.PrivacyUrl ?? "none"}, welcome {settings.Welcome ?? "none"}"));
    }

    /// <summary>Changes the settings of the named merchant for the operator.</summary>
    public static Task<Result<ShopSettings>> UpdateAsync(
        IServiceProvider services, long merchantId, UpdateShopRequest request, CancellationToken ct) =>
        services.GetRequiredService<NamedMerchant>().RunAsync(
            merchantId, caller => services.GetRequiredService<UpdateShop>().RunAsync(caller, request, ct), ct);
}
