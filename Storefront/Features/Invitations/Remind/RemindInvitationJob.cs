using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Invitations.Remind;

/// <summary>Sends one reminder of a batch when its turn comes, if there is still somebody to remind.</summary>
/// <remarks>A budget that is used up puts the reminder off, as a mail server would put off a mail.</remarks>
public sealed class RemindInvitationJob(
    StorefrontDb db, CurrentMerchant currentMerchant, InvitationSender sender, MailBudgets budgets, SuppressionList suppressions,
    WaitingReminderStore waiting, TimeProvider clock) : IDeferredMailJob
{
    public const string Name = "remind-invitation";

    private const int NotNow = 450;

    public string Kind => Name;

    public async Task RunAsync(EmailAddress address, CancellationToken ct)
    {
        var customer = await db.Customers.FirstOrDefaultAsync(row => row.NormalizedEmail == address.Canonical, ct);
        if (customer is null || !await db.TryHoldAsync(customer, ct))
        {
            return;
        }

        var invitation = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(row => row.CustomerId == customer.Id, ct);
        if (invitation?.ReminderBatchId is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var of = db.Invitations.Where(row => row.Id == invitation.Id);
        if (currentMerchant.Merchant.PrimaryHost is not null && await ReminderRules.Remindable(of, now).AnyAsync(ct)
            && !await suppressions.HoldsAsync(address.Canonical, ct))
        {
            await RemindAsync(customer, invitation, ct);
            await of.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Reminders, row => row.Reminders + 1).SetProperty(row => row.RemindedAt, now), ct);
        }

        await waiting.LeaveAsync(customer.Id, ct);
    }

    private async Task RemindAsync(Customer customer, Invitation invitation, CancellationToken ct)
    {
        var allowance = budgets.ForMerchantWork(customer);
        if (await budgets.CountAsync([allowance], ct) is { } exhausted)
        {
            throw MailRefusedException.OurTrouble(NotNow, exhausted.Code);
        }

        var merchant = currentMerchant.Merchant;
        var content = InvitationContent.Again(merchant, customer, invitation) with { OffersUnsubscribe = true };
        await sender.ResendAsync(merchant, customer, content, allowance, ct);
    }
}
