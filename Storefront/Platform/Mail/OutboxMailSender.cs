using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Mail;

/// <summary>Sends one leased mail and writes down how it went; never throws for what one mail does.</summary>
public sealed class OutboxMailSender(
    StorefrontDb db, CurrentMerchant currentMerchant, IMailTransport transport, MailComposer composer, MailErrands errands, ErasureScrub scrub, TimeProvider clock, ILogger<OutboxMailSender> log)
{
    // A send ends before its lease can, so that nobody else starts on the same mail meanwhile.
    private static readonly TimeSpan LongestSend = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(3);

    public async Task SendAsync(OutboxMail mail, CancellationToken ct)
    {
        currentMerchant.Set(await db.Merchants.AsNoTracking().FirstAsync(merchant => merchant.Id == mail.MerchantId, ct));
        if (!await IsStillToSendAsync(mail, ct))
        {
            return;
        }

        using var limit = new CancellationTokenSource(LongestSend);
        await using var stop = ct.Register(() => limit.CancelAfter(LongestStop));
        try
        {
            if (errands.Find(mail) is { } errand)
            {
                await errands.RunAsync(errand, mail, Held(mail), ct);
                return;
            }

            await transport.SendAsync(await composer.ComposeAsync(mail, currentMerchant.Merchant), _ => Task.CompletedTask, limit.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: the lease runs out and the mail is tried again.
            return;
        }
        catch (MailRefusedException refused) when (!refused.TryLater)
        {
            await ParkAsync(mail, refused.Reason);
            return;
        }
        catch (Exception problem)
        {
            await TryLaterAsync(mail, problem is MailRefusedException refused ? refused.Reason : problem.GetType().Name);
            return;
        }

        await MarkSentAsync(mail);
    }

    // The batch waits its turn: meanwhile the customer may have been erased, or the lease nearly run out.
    private Task<bool> IsStillToSendAsync(OutboxMail mail, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + LongestSend;
        return Held(mail).AnyAsync(row => row.LeasedUntil > until, ct);
    }

    // What happened to a mail is written down also while the program stops: a mail sent and not marked is sent twice.
    private async Task MarkSentAsync(OutboxMail mail)
    {
        if (mail.CustomerId is null)
        {
            // The notice to a deleted customer: nothing may stay of it.
            await Held(mail).ExecuteDeleteAsync(CancellationToken.None);
            scrub.Request();
            return;
        }

        var now = clock.GetUtcNow();
        await MarkAsync(mail, set => set.SetProperty(row => row.State, OutboxState.Sent).SetProperty(row => row.SentAt, now)
            .SetProperty(row => row.Content, "").SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.LastProblem, (string?)null));
    }

    private async Task ParkAsync(OutboxMail mail, string reason)
    {
        log.LogWarning("Mail {MailId} of kind {Kind} of merchant {MerchantId} is parked: {Reason}", mail.Id, mail.Kind, mail.MerchantId, reason);

        // The notice to a deleted customer: the operator sees that it could not be sent, and nothing of the person.
        var content = mail.CustomerId is null ? "" : mail.Content;
        await MarkAsync(mail, set => set.SetProperty(row => row.State, OutboxState.Parked).SetProperty(row => row.Content, content)
            .SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.LastProblem, reason));
        if (mail.CustomerId is null)
        {
            scrub.Request();
        }
    }

    private async Task TryLaterAsync(OutboxMail mail, string reason)
    {
        var now = clock.GetUtcNow();
        if (RetrySchedule.NextAfter(mail.Attempts + 1, mail.CreatedAt, now) is not { } next)
        {
            await ParkAsync(mail, $"Given up: {reason}");
            return;
        }

        log.LogInformation("Mail {MailId} of merchant {MerchantId} is put off until {Next:u}: {Reason}", mail.Id, mail.MerchantId, next, reason);
        await MarkAsync(mail, set => set.SetProperty(row => row.NextAttemptAt, next).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
            .SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.LastProblem, reason));
    }

    private Task<int> MarkAsync(OutboxMail mail, Action<UpdateSettersBuilder<OutboxMail>> set) =>
        Held(mail).ExecuteUpdateAsync(set, CancellationToken.None);

    // Only the turn that holds the lease may mark the row; a slower, older turn finds nothing.
    private IQueryable<OutboxMail> Held(OutboxMail mail) => db.OutboxMails.Where(row => row.Id == mail.Id && row.Lease == mail.Lease && row.State == OutboxState.Queued);
}
