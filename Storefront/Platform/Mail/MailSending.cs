using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Mail;

/// <summary>Sends one leased mail and writes down how it went; never throws for what one mail does.</summary>
public sealed class MailSending(
    StorefrontDb db, CurrentMerchant currentMerchant, IMailTransport transport, MailComposer composer, MailErrands errands, ErasureScrub scrub, TimeProvider clock, ILogger<MailSending> log)
{
    public async Task SendAsync(OutboxMail mail, CancellationToken ct)
    {
        currentMerchant.Set(await db.Merchants.AsNoTracking().FirstAsync(merchant => merchant.Id == mail.MerchantId, ct));
        try
        {
            if (errands.Find(mail) is { } errand)
            {
                await errands.RunAsync(errand, mail, Held(mail), ct);
                return;
            }

            await transport.SendAsync(await composer.ComposeAsync(mail, currentMerchant.Merchant), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: the lease runs out and the mail is tried again.
            return;
        }
        catch (MailRefusedException refused) when (!refused.TryLater)
        {
            await ParkAsync(mail, refused.Reason, ct);
            return;
        }
        catch (Exception problem)
        {
            await TryLaterAsync(mail, problem is MailRefusedException refused ? refused.Reason : problem.GetType().Name, ct);
            return;
        }

        await MarkSentAsync(mail, ct);
    }

    private async Task MarkSentAsync(OutboxMail mail, CancellationToken ct)
    {
        if (mail.CustomerId is null)
        {
            // The notice to a deleted customer: nothing may stay of it.
            await db.AloneAsync(() => Held(mail).ExecuteDeleteAsync(ct), ct);
            scrub.Request();
            return;
        }

        var now = clock.GetUtcNow();
        await MarkAsync(mail, set => set.SetProperty(row => row.State, OutboxState.Sent).SetProperty(row => row.SentAt, now)
            .SetProperty(row => row.Content, "").SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.LastProblem, (string?)null), ct);
    }

    private async Task ParkAsync(OutboxMail mail, string reason, CancellationToken ct)
    {
        log.LogWarning("Mail {MailId} of kind {Kind} of merchant {MerchantId} is parked: {Reason}", mail.Id, mail.Kind, mail.MerchantId, reason);
        await MarkAsync(mail, set => set.SetProperty(row => row.State, OutboxState.Parked)
            .SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.LastProblem, reason), ct);
    }

    private async Task TryLaterAsync(OutboxMail mail, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (RetrySchedule.NextAfter(mail.Attempts + 1, mail.CreatedAt, now) is not { } next)
        {
            await ParkAsync(mail, $"Given up: {reason}", ct);
            return;
        }

        log.LogInformation("Mail {MailId} of merchant {MerchantId} is put off until {Next:u}: {Reason}", mail.Id, mail.MerchantId, next, reason);
        await MarkAsync(mail, set => set.SetProperty(row => row.NextAttemptAt, next).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
            .SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.LastProblem, reason), ct);
    }

    private Task<int> MarkAsync(OutboxMail mail, Action<UpdateSettersBuilder<OutboxMail>> set, CancellationToken ct) =>
        db.AloneAsync(() => Held(mail).ExecuteUpdateAsync(set, ct), ct);

    // Only the turn that holds the lease may mark the row; a slower, older turn finds nothing.
    private IQueryable<OutboxMail> Held(OutboxMail mail) => db.OutboxMails.Where(row => row.Id == mail.Id && row.Lease == mail.Lease && row.State == OutboxState.Queued);
}
