using Microsoft.AspNetCore.Identity;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Staff;

/// <summary>Mails staff from the platform's own sender; the mail is counted at a merchant, because every mail is.</summary>
public sealed class StaffMailSender(
    StorefrontDb db, MailOutbox outbox, MailBudgets budgets, UserManager<StaffUser> users, ShopLinks links, PlatformMerchant platform)
{
    /// <summary>Whether the platform has a sender and a host to link to.</summary>
    public bool CanMail => platform.CanMail && links.HasPlatform;

    /// <summary>A link with a token of this purpose to a page of the admin.</summary>
    public async Task<string> LinkAsync(StaffUser user, string purpose, string path)
    {
        var token = await users.GenerateUserTokenAsync(user, purpose, purpose);
        return links.OnPlatform(path, new("id", $"{user.Id}"), new("token", token));
    }

    /// <summary>The address of a page of the admin.</summary>
    public string LinkTo(string path) => links.OnPlatform(path);

    /// <summary>Adds the mail to the caller's transaction, in the scope of the merchant that it is counted at.</summary>
    public async Task<Refusal?> AddAsync<TMail>(StaffUser user, TMail mail, CancellationToken ct)
        where TMail : IPlatformMail
    {
        _ = EmailAddress.Check(user.Email, out var address);
        var allowance = await budgets.TakeToMerchantAsync(address, ct);
        if (allowance.Refusal is { } exhausted)
        {
            return exhausted;
        }

        outbox.Add(allowance.Value, user.Language ?? Languages.Default, mail, owner: null);
        await db.SaveChangesAsync(ct);
        return null;
    }
}
