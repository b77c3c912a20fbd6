using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Export;

/// <summary>Collects everything held about the signed-in customer at this merchant; changes nothing.</summary>
/// <remarks>Orders are read in portions while they are written, so memory does not grow with the history. Secrets and internal row numbers
/// are left out (ADR 0015).</remarks>
public sealed class ExportAccount(StorefrontDb db, TimeProvider clock)
{
    private const int Portion = 50;

    public async Task<Result<AccountExport>> RunAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        return new AccountExport
        {
            Shop = new(caller.Merchant.Name, caller.Merchant.PrimaryHost, caller.Merchant.SupportAddress),
            ExportedAt = clock.GetUtcNow(),
            Profile = ExportedProfile.Of(customer),
            Consents = await db.ConsentStatements.Where(row => row.CustomerId == customer.Id).OrderBy(row => row.Id)
                .Select(row => new ExportedConsent(row.Kind, row.IsGiven, row.At, row.TextVersion, row.ClientAddress)).ToListAsync(ct),
            Sessions = await db.Sessions.Where(row => row.CustomerId == customer.Id).OrderBy(row => row.Id)
                .Select(row => new ExportedSession(row.Kind, row.Device, row.CreatedAt, row.LastSeenAt, row.ExpiresAt)).ToListAsync(ct),
            Devices = await db.KnownDevices.Where(row => row.CustomerId == customer.Id).OrderBy(row => row.Id)
                .Select(row => new ExportedDevice(row.FirstSeenAt, row.LastSeenAt)).ToListAsync(ct),
            Passkeys = [.. (await db.CustomerPasskeys.AsNoTracking().Where(row => row.UserId == customer.Id).OrderBy(row => row.Id).ToListAsync(ct))
                .Select(ExportedPasskey.Of)],
            Invitations = await db.Invitations.Where(row => row.CustomerId == customer.Id).OrderBy(row => row.Id)
                .Select(row => ExportedInvitation.Of(row)).ToListAsync(ct),
            InvitationEvents = await db.InvitationEvents.Where(row => row.CustomerId == customer.Id).OrderBy(row => row.Id)
                .Select(row => new ExportedInvitationEvent(row.Kind, row.At, row.Code, row.Reason, row.NextTryAt)).ToListAsync(ct),
            Links = await db.OneTimeTokens.Where(row => row.CustomerId == customer.Id).OrderBy(row => row.Id)
                .Select(row => new ExportedLink(
                    row.Purpose, row.Address, row.CreatedAt, row.ExpiresAt, row.OpenedAt, row.UsedAt, row.SupersededAt, row.RevokedAt,
                    row.DeclinedAt))
                .ToListAsync(ct),
            EmailChange = await db.EmailChanges.Where(row => row.CustomerId == customer.Id)
                .Select(row => new ExportedEmailChange(row.Email, row.CreatedAt, row.ExpiresAt, row.Tries)).FirstOrDefaultAsync(ct),
            Mails = await db.OutboxMails.Where(row => row.CustomerId == customer.Id).OrderBy(row => row.Id)
                .Select(row => new ExportedMail(row.Kind, row.Language, row.State, row.CreatedAt, row.SentAt, row.MessageId, row.LastProblem))
                .ToListAsync(ct),
            Messages = await db.WebhookDeliveries.Where(row => row.CustomerId == customer.Id).OrderBy(row => row.Id)
                .Select(row => new ExportedMessage(row.MessageId, row.Event, row.State, row.CreatedAt, row.FinishedAt, row.Body)).ToListAsync(ct),
            Events = await db.AuditEntries.Where(row => row.SubjectId == customer.SubjectId).OrderBy(row => row.Id)
                .Select(row => new ExportedEvent(row.At, row.Action, row.Facts)).ToListAsync(ct),
            Orders = OrdersAsync(customer, ct),
        };
    }

    private async IAsyncEnumerable<ExportedOrder> OrdersAsync(Customer customer, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = 0L;
        for (var count = Portion; count == Portion;)
        {
            var portion = await db.Orders.AsNoTracking().Include(order => order.Lines)
                .Where(order => order.CustomerId == customer.Id && order.Id > last).OrderBy(order => order.Id).Take(Portion).ToListAsync(ct);
            foreach (var order in portion)
            {
                yield return ExportedOrder.Of(order);
            }

            count = portion.Count;
            last = count == 0 ? last : portion[^1].Id;
        }
    }
}
