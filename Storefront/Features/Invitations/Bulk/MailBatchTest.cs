using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Texts;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Mails the invitation of a batch to the merchant's own address, as its customers will get it; its link opens nothing.</summary>
public sealed class MailBatchTest(StorefrontDb db, BatchReader batches, MailBudgets budgets, MailOutbox outbox, ShopLinks links, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    private const string NoSecret = "preview";

    public async Task<Result<string>> RunAsync(Caller caller, BatchRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (BatchPages.CheckId(request) is { } unfit)
        {
            return unfit;
        }

        if (await batches.FindAsync(request.BatchId, ct) is not { } batch)
        {
            return BulkErrors.NotFound;
        }

        var merchant = caller.Merchant;
        if (merchant.PrimaryHost is null)
        {
            return InvitationErrors.NoHost;
        }

        _ = EmailAddress.Check(merchant.SupportAddress, out var own);
        return await db.InTransactionAsync<string>(async () =>
        {
            var taken = await budgets.TakeTestAsync(own, ct);
            if (taken.Refusal is { } exhausted)
            {
                return exhausted;
            }

            outbox.Add(taken.Value, batch.Language ?? merchant.Language, MailFor(merchant, own, batch), owner: null);
            return own.Text;
        }, ct);
    }

    private InvitationMail MailFor(Merchant merchant, EmailAddress own, InvitationBatch batch)
    {
        var now = clock.GetUtcNow();
        var customer = Customer.Invited(merchant, own, null, null, now);
        var lifetime = LinkLifetime.ForDays(batch.ExpiresInDays ?? merchant.InvitationDays);
        var link = links.To(
            merchant, ShopPages.AcceptInvitation, MailedLinkPage.Values(customer, merchant, NoSecret, batch.Language ?? merchant.Language));
        return new(link, null, batch.Message, lifetime.EndFrom(now, ShopTime.ZoneOf(merchant)));
    }
}
