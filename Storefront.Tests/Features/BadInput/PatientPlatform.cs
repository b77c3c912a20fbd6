using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>A platform without lock-out, so that hundreds of invalid requests are each validated.</summary>
public sealed class PatientPlatform : IAsyncLifetime
{
    public const string Email = "patient@example.com";
    public const string Newcomer = "unproven@example.com";

    public TestPlatform Platform { get; } = new()
    {
        Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = "100000", ["RateLimits:MailsPerRecipientPerHour"] = "100000" }
    };

    public Shop Shop => Platform.Aurora;

    /// <summary>A customer's bearer token and cookie, and the link of an open invitation.</summary>
    public string Bearer { get; private set; } = "";
    public string Cookie { get; private set; } = "";
    public Link Open { get; private set; } = null!;
    public long CustomerId { get; private set; }
    public long WebhookId { get; private set; }

    /// <summary>A reset link of the customer, and a verification link of another customer.</summary>
    public Link Reset { get; private set; } = null!;
    public Link Unproven { get; private set; } = null!;

    /// <summary>A link that stops the customer's address change.</summary>
    public Link Stop { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        WebhookId = (await Shop.NewWebhookAsync("http://127.0.0.1:9/hook", "ping")).Id;
        Bearer = await Shop.CustomerAsync(Email);
        Cookie = (await Shop.Door("browser").SignInAsync(Email, Shop.GoodPassword)).Session!;
        Open = await Shop.InviteAsync("open@example.com");
        CustomerId = (await Shop.FindCustomerAsync(Email))!.Id;
        Reset = await Shop.ForgetPasswordAsync(Email);
        await Shop.Door("API").RegisterAsync(Newcomer, Shop.GoodPassword);
        Unproven = await Shop.NewestLinkAsync(Newcomer);

        // A code is pending, so that a wrong one is refused for being wrong.
        await Shop.Api(Bearer).PostAsync("customer/email/change", new { email = "patient-next@example.com", current_password = Shop.GoodPassword });
        Stop = await Shop.NewestLinkAsync(Email);
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();
}
