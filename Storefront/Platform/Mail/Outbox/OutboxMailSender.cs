using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Mail.Signing;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Telemetry;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Sends one leased mail and records the result; never throws because of one mail.</summary>
/// <remarks>A mail without a final answer is sent once more under the same Message-ID and then parked: at most two deliveries, also across
/// crashes.</remarks>
public sealed class OutboxMailSender(
    StorefrontDb db, CurrentMerchant currentMerchant, IMailTransport transport, MailComposer composer, SigningKeyStore signingKeys,
    DeferredMailRunner deferredMails, IEnumerable<IMailOutcomeHandler> handlers, IEnumerable<IMailHold> holds, MailServerWarning warning,
    WalTruncator truncator, TimeProvider clock, ILogger<OutboxMailSender> log)
{
    private const int MostHandovers = 2;
    private const string NeverAnswered =
        "Handed over twice without a final answer: it may have been delivered. 'mails retry' sends it again, 'mails drop' forgets it.";

    private static readonly MailOutcome Unanswered = new(OutboxState.Parked, Reason: NeverAnswered);

    // Longer than all steps of a mail together (SmtpSettings): for a server that answers in fragments.
    private static readonly TimeSpan LongestSend = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(3);

    public async Task SendAsync(OutboxMail mail, CancellationToken ct)
    {
        currentMerchant.Set(await db.Merchants.AsNoTracking().FirstAsync(merchant => merchant.Id == mail.MerchantId, ct));
        if (!await IsStillToSendAsync(mail, ct) || await IsTakenBackAsync(mail, ct))
        {
            return;
        }

        if (mail.Unanswered >= MostHandovers)
        {
            // The process that handed it over last stopped before the answer.
            await ParkAsync(mail, Unanswered, mail.Unanswered);
            return;
        }

        using var limit = new CancellationTokenSource(LongestSend);
        await using var stop = ct.Register(() => limit.CancelAfter(LongestStop));
        var isHandedOver = false;
        try
        {
            if (deferredMails.Find(mail) is { } job)
            {
                await deferredMails.RunAsync(job, mail, Held(mail), ct);
                return;
            }

            await transport.SendAsync(await ComposeAsync(mail, limit.Token), HandOverAsync, limit.Token);
        }
        catch (Exception problem) when (problem is LeaseLostException || (problem is OperationCanceledException && ct.IsCancellationRequested))
        {
            // The customer was erased, or another turn has the mail. Or the program is stopping: the lease expires and the mail is retried.
            return;
        }
        catch (MailRefusedException refused)
        {
            warning.Count(refused);
            await (refused.TryLater
                ? TryLaterAsync(mail, refused.Reason, mail.Unanswered, refused.Code)
                : ParkAsync(mail, new(OutboxState.Parked, refused.Code, refused.Reason), mail.Unanswered));
            return;
        }
        catch (Exception problem) when (isHandedOver)
        {
            await LeaveUnansweredAsync(mail, problem);
            return;
        }
        catch (Exception problem)
        {
            warning.Count(problem);
            await TryLaterAsync(mail, problem.GetType().Name, mail.Unanswered);
            return;
        }

        await MarkSentAsync(mail);

        async Task HandOverAsync(CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            await NoteHandoverAsync(mail);
            isHandedOver = true;
        }
    }

    private async Task<MailMessage> ComposeAsync(OutboxMail mail, CancellationToken ct)
    {
        var message = await composer.ComposeAsync(mail, currentMerchant.Merchant);

        // A merchant's key does not sign a mail of the platform.
        return message.From.Address != currentMerchant.Merchant.SenderAddress ? message
            : message with { SigningKey = await signingKeys.FindAsync(mail.MerchantId, ct) };
    }

    private async Task<bool> IsTakenBackAsync(OutboxMail mail, CancellationToken ct) =>
        holds.FirstOrDefault(hold => hold.Kind == mail.Kind) is { } hold && await hold.TryTakeBackAsync(mail, Held(mail), ct);

    // The batch waits its turn: meanwhile the customer may have been erased or the lease have expired.
    private Task<bool> IsStillToSendAsync(OutboxMail mail, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Held(mail).AnyAsync(row => row.LeasedUntil > now, ct);
    }

    // Written before the server can accept the mail: a process that stops now may have sent it.
    private async Task NoteHandoverAsync(OutboxMail mail)
    {
        var now = clock.GetUtcNow();
        var held = Held(mail).Where(row => row.LeasedUntil > now);
        var noted = await held.ExecuteUpdateAsync(set => set.SetProperty(row => row.Unanswered, row => row.Unanswered + 1), CancellationToken.None);
        if (noted == 0)
        {
            throw new LeaseLostException();
        }
    }

    private Task LeaveUnansweredAsync(OutboxMail mail, Exception problem)
    {
        var unanswered = mail.Unanswered + 1;
        return unanswered < MostHandovers
            ? TryLaterAsync(mail, $"No final answer: {problem.GetType().Name}", unanswered)
            : ParkAsync(mail, Unanswered, unanswered);
    }

    // The result is also written while the program stops: a mail that is sent and not marked is sent twice.
    private async Task MarkSentAsync(OutboxMail mail)
    {
        Meters.CountMail("sent");
        if (mail.CustomerId is null)
        {
            // The notice of a deleted account: nothing of it may stay.
            await Held(mail).ExecuteDeleteAsync(CancellationToken.None);
            truncator.Request();
            return;
        }

        var now = clock.GetUtcNow();
        await MarkAsync(mail, MailOutcome.Sent, set => set.SetProperty(row => row.State, OutboxState.Sent).SetProperty(row => row.SentAt, now)
            .SetProperty(row => row.Content, "").SetProperty(row => row.Attempts, row => row.Attempts + 1)
            .SetProperty(row => row.Unanswered, 0).SetProperty(row => row.LastProblem, (string?)null));
    }

    private async Task ParkAsync(OutboxMail mail, MailOutcome outcome, int unanswered)
    {
        Meters.CountMail("parked");
        log.LogWarning(
            "Mail {MailId} of kind {Kind} of merchant {MerchantId} is parked: {Reason}", mail.Id, mail.Kind, mail.MerchantId, outcome.Reason);

        // The notice of a deleted account: the operator sees that it failed, without personal data.
        var content = mail.CustomerId is null ? "" : mail.Content;
        await MarkAsync(mail, outcome, set => set.SetProperty(row => row.State, OutboxState.Parked).SetProperty(row => row.Content, content)
            .SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.Unanswered, unanswered)
            .SetProperty(row => row.LastProblem, outcome.Reason));
        if (mail.CustomerId is null)
        {
            truncator.Request();
        }
    }

    private async Task TryLaterAsync(OutboxMail mail, string reason, int unanswered, int? code = null)
    {
        var now = clock.GetUtcNow();
        if (MailRetrySchedule.Value.NextAfter(mail.Attempts + 1, mail.CreatedAt, now) is not { } next)
        {
            await ParkAsync(mail, new(OutboxState.Parked, code, $"Given up: {reason}") { IsGivenUp = true }, unanswered);
            return;
        }

        Meters.CountMail("put off");
        log.LogInformation("Mail {MailId} of merchant {MerchantId} is put off until {Next:u}: {Reason}", mail.Id, mail.MerchantId, next, reason);
        await MarkAsync(mail, new(OutboxState.Queued, code, reason, next), set =>
            set.SetProperty(row => row.NextAttemptAt, next).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null)
            .SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.Unanswered, unanswered)
            .SetProperty(row => row.LastProblem, reason));
    }

    // The customer is locked first, as in every operation that writes about one.
    private async Task MarkAsync(OutboxMail mail, MailOutcome outcome, Action<UpdateSettersBuilder<OutboxMail>> set)
    {
        if (mail.CustomerId is not { } customerId || handlers.FirstOrDefault(handler => handler.Kind == mail.Kind) is not { } handler)
        {
            await Held(mail).ExecuteUpdateAsync(set, CancellationToken.None);
            return;
        }

        await db.InTransactionAsync<Done>(async () =>
        {
            if (await db.TryHoldAsync(customerId, CancellationToken.None) && await Held(mail).ExecuteUpdateAsync(set, CancellationToken.None) == 1)
            {
                await handler.HandleAsync(mail, outcome, CancellationToken.None);
            }

            return Done.Value;
        }, CancellationToken.None);
    }

    // Only the holder of the lease may mark the row; an older turn changes nothing.
    private IQueryable<OutboxMail> Held(OutboxMail mail) =>
        db.OutboxMails.Where(row => row.Id == mail.Id && row.Lease == mail.Lease && row.State == OutboxState.Queued);

    private sealed class LeaseLostException : Exception;
}
