using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Staff.Passwords;

/// <summary>Finds out, outside the request, whether an address is a staff member's, and mails the link: a request takes equal time.</summary>
public sealed class StaffResetMailer(IServiceScopeFactory scopes, MerchantDirectory merchants, ILogger<StaffResetMailer> log)
{
    /// <summary>Begins to look up the address and to mail the link, and returns at once.</summary>
    public void Begin(EmailAddress address) => _ = Task.Run(() => TryAsync(address));

    private async Task TryAsync(EmailAddress address)
    {
        try
        {
            await MailAsync(address, CancellationToken.None);
        }
        catch (Exception problem)
        {
            log.LogWarning("A link to a new password of staff was not mailed: {Problem}", StorageFault.NameOf(problem));
        }
    }

    private async Task MailAsync(EmailAddress address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var staff = services.GetRequiredService<StaffDb>();
        var found = await staff.Users.AsNoTracking().FirstOrDefaultAsync(row => row.NormalizedEmail == address.Canonical, ct);
        if (found is not { HasAccepted: true } user || await CountedAtAsync(services, user, ct) is not { } merchant)
        {
            return;
        }

        services.GetRequiredService<CurrentMerchant>().Set(merchant);
        var mails = services.GetRequiredService<StaffMailSender>();
        if (!mails.CanMail)
        {
            log.LogWarning("A link to a new password of staff was not mailed: Platform:Sender or Platform:Hosts is not set");
            return;
        }

        var mail = new StaffResetMail(await mails.LinkAsync(user, StaffResetTokens.Purpose, StaffPages.Reset));
        await services.GetRequiredService<StorefrontDb>().InTransactionAsync<Done>(
            async () => await mails.AddAsync(user, mail, ct) is { } refusal ? refusal : Done.Value, ct);
    }

    // A shop of the member; of an operator's, the first.
    private async Task<Merchant?> CountedAtAsync(IServiceProvider services, StaffUser user, CancellationToken ct)
    {
        var own = await services.GetRequiredService<StaffDb>().Memberships.Where(row => row.StaffUserId == user.Id)
            .OrderBy(row => row.MerchantId).Select(row => (long?)row.MerchantId).FirstOrDefaultAsync(ct);
        var id = own ?? await services.GetRequiredService<StorefrontDb>().Merchants.OrderBy(row => row.Id)
            .Select(row => (long?)row.Id).FirstOrDefaultAsync(ct);
        return id is null ? null : await merchants.FindByIdAsync(id.Value, ct);
    }
}
