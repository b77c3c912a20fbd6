using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>A platform that does not lock anybody out, so that hundreds of bad requests are judged one by one.</summary>
public sealed class PatientPlatform : IAsyncLifetime
{
    public const string Email = "patient@example.com";
    public const string Newcomer = "unproven@example.com";

    public TestPlatform Platform { get; } = new() { Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = "100000", ["RateLimits:MailsPerRecipientPerHour"] = "100000" } };

    public Shop Shop => Platform.Aurora;

    /// <summary>A customer's bearer and cookie, and a link of somebody who has not accepted.</summary>
    public string Bearer { get; private set; } = "";
    public string Cookie { get; private set; } = "";
    public Link Open { get; private set; } = null!;

    /// <summary>A link to a new password of the customer, and one that proves another customer's address.</summary>
    public Link Reset { get; private set; } = null!;
    public Link Unproven { get; private set; } = null!;

    /// <summary>A link that stops the customer's change of address.</summary>
    public Link Stop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Bearer = await Shop.CustomerAsync(Email);
        Cookie = (await Shop.Door("browser").SignInAsync(Email, Shop.GoodPassword)).Session!;
        Open = await Shop.InviteAsync("open@example.com");
        Reset = await Shop.ForgetPasswordAsync(Email);
        await Shop.Door("API").RegisterAsync(Newcomer, Shop.GoodPassword);
        Unproven = await Shop.NewestLinkAsync(Newcomer);

        // A code is on its way, so that a wrong one has something to be wrong about.
        await Shop.Api(Bearer).PostAsync("customer/email/change", new { email = "patient-next@example.com", current_password = Shop.GoodPassword });
        Stop = await Shop.NewestLinkAsync(Email);
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();
}
