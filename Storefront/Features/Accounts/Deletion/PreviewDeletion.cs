using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Counts what deleting the account would erase and what would stay, until when and why. Changes nothing.</summary>
public sealed class PreviewDeletion(StorefrontDb db)
{
    public async Task<Result<DeletionPreview>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        var orders = await db.Orders.Where(order => order.CustomerId == customer.Id).Select(order => order.PlacedAt).ToListAsync(ct);
        return new DeletionPreview(
            new(
                Profiles: 1,
                Sessions: await db.Sessions.CountAsync(session => session.CustomerId == customer.Id, ct),
                Invitations: await db.Invitations.CountAsync(invitation => invitation.CustomerId == customer.Id, ct),
                Mails: await db.OutboxMails.CountAsync(mail => mail.CustomerId == customer.Id, ct)),
            new(
                Orders: orders.Count,
                UntilEndOf: orders.Count == 0 ? null : orders.Max(placed => TaxRetention.LastYear(caller.Merchant.Country, placed)),
                Ground: "tax"));
    }
}

/// <summary>What deletion erases and what it keeps, counted.</summary>
public sealed record DeletionPreview(ErasedCounts Erased, KeptCounts Kept);

/// <summary>Rows that go.</summary>
public sealed record ErasedCounts(int Profiles, int Sessions, int Invitations, int Mails);

/// <summary>Orders that stay without the customer link, the last year they are kept, and the legal ground.</summary>
public sealed record KeptCounts(int Orders, int? UntilEndOf, string Ground);
