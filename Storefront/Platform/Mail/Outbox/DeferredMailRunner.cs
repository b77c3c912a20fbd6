using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Finds out later what to mail to an address. The request looks nothing up, so neither its answer nor its time reveals whether
/// the address is known.</summary>
public interface IDeferredMailJob
{
    /// <summary>The job's name in the outbox.</summary>
    string Kind { get; }

    /// <summary>Adds the mails for the address, in the transaction that removes the job from the outbox.</summary>
    Task RunAsync(EmailAddress address, CancellationToken ct);
}

/// <summary>Runs deferred mail jobs from the outbox: each once, together with the mails it adds.</summary>
public sealed class DeferredMailRunner(StorefrontDb db, MailContentProtector protector, IEnumerable<IDeferredMailJob> jobs)
{
    public IDeferredMailJob? Find(OutboxMail row) => jobs.FirstOrDefault(job => job.Kind == row.Kind);

    /// <summary>Removes the leased row and runs its job; does nothing when another dispatcher was first.</summary>
    public Task RunAsync(IDeferredMailJob job, OutboxMail row, IQueryable<OutboxMail> held, CancellationToken ct) =>
        db.InTransactionAsync<Done>(async () =>
    {
        if (await held.ExecuteDeleteAsync(ct) == 1)
        {
            _ = EmailAddress.Check(protector.Unprotect<MailContent>(row.Content).Recipient, out var address);
            await job.RunAsync(address, ct);
        }

        return Done.Value;
    }, ct);
}
