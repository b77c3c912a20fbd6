namespace Storefront.Platform.Mail.Outbox;

/// <summary>Is asked before a mail of its kind is sent, and may take it back.</summary>
public interface IMailHold
{
    /// <summary>The kind's name in the outbox.</summary>
    string Kind { get; }

    /// <summary>Deletes the leased mail in its own transaction when it must not leave now, and keeps what is needed to make it again.</summary>
    Task<bool> TryTakeBackAsync(OutboxMail mail, IQueryable<OutboxMail> held, CancellationToken ct);
}
