using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Finds out what is to be mailed to an address, away from the request that asked: that one looked nothing up, so neither its
/// answer nor its time tells whether the address is known.</summary>
public interface IDeferredMailJob
{
    /// <summary>Names the errand in the outbox.</summary>
    string Kind { get; }

    /// <summary>Adds the mails there are for the address, in the transaction that takes the errand off the outbox.</summary>
    Task RunAsync(EmailAddress address, CancellationToken ct);
}

/// <summary>Runs errands from the outbox: each once, together with the mails it adds.</summary>
public sealed class DeferredMailRunner(StorefrontDb db, MailContentProtector protector, IEnumerable<IDeferredMailJob> errands)
{
    public IDeferredMailJob? Find(OutboxMail row) => errands.FirstOrDefault(errand => errand.Kind == row.Kind);

    /// <summary>Takes the held row away and does what it asks for; does nothing when another turn was first.</summary>
    public Task RunAsync(IDeferredMailJob errand, OutboxMail row, IQueryable<OutboxMail> held, CancellationToken ct) => db.InTransactionAsync<Done>(async () =>
    {
        if (await held.ExecuteDeleteAsync(ct) == 1)
        {
            _ = EmailAddress.Check(protector.Unprotect<MailContent>(row.Content).Recipient, out var address);
            await errand.RunAsync(address, ct);
        }

        return Done.Value;
    }, ct);
}
