using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>A platform that does not lock anybody out, so that hundreds of bad requests are judged one by one.</summary>
public sealed class PatientPlatform : IAsyncLifetime
{
    public const string Email = "patient@example.com";

    public TestPlatform Platform { get; } = new() { Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = "100000", ["RateLimits:MailsPerRecipientPerHour"] = "100000" } };

    public Shop Shop => Platform.Aurora;

    /// <summary>A customer's bearer and cookie, and a link of somebody who has not accepted.</summary>
    public string Bearer { get; private set; } = "";
    public string Cookie { get; private set; } = "";
    public Link Open { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Bearer = await Shop.CustomerAsync(Email);
        Cookie = (await Shop.Door("browser").SignInAsync(Email, Shop.GoodPassword)).Session!;
        Open = await Shop.InviteAsync("open@example.com");
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();
}
