using Microsoft.Extensions.Options;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts every mail against its recipient and one budget of the merchant, in the transaction that adds it.</summary>
/// <remarks>The merchant's own mails, recovery with security notices, and self-service have separate budgets. An unverified address has one
/// small budget for everything that strangers cause. Counter keys are hashes of mailboxes (<see cref="Mailbox"/>); those of an unverified
/// address outlive its account. Counters are always taken in the order address, account, client, merchant, and stop at the first full one,
/// so a mail that is not sent is not charged to the merchant (ADR 0026).</remarks>
public sealed class MailBudgets(AttemptCounterStore attempts, IOptions<RateLimits> limits)
{
    private const string Recipient = "mail-recipient";
    private const string Recovery = "mail-recovery";
    private const string UnprovenHour = "mail-unproven-hour";
    private const string UnprovenDay = "mail-unproven-day";
    private const string Resend = "mail-resend";
    private const string ResendDay = "mail-resend-day";
    private const int MostResends = 3;
    private const int MostResendsOfDay = 5;
    private const string Account = "mail-account";
    private static readonly string MerchantWork = AttemptCounterStore.Key("mail-merchant", "all");
    private static readonly string Reserve = AttemptCounterStore.Key("mail-reserve", "all");
    private static readonly string SelfService = AttemptCounterStore.Key("mail-self-service", "all");
    private static readonly NoticeSubject[] Subjects = Enum.GetValues<NoticeSubject>();
    private static readonly string[] OfAddress = [Recipient, Recovery, UnprovenHour, UnprovenDay, .. Subjects.Select(Notice)];
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly Refusal MerchantQuota = Refusal.TooMany(
        "mail.merchant_quota", "This shop has sent too many mails for now. Try again later.");
    private static readonly Refusal RecipientQuota = Refusal.TooMany(
        "mail.recipient_quota", "This address has been sent too many mails for now. Try again later.");
    private static readonly Refusal ResendQuota = Refusal.TooMany(
        "invitation.resend_quota", "This invitation has been mailed again too often for now. Try again later.");
    private static readonly Refusal SelfServiceQuota = Refusal.TooMany("mail.self_service_quota", WaitText.TooManyAttempts(TimeSpan.Zero));

    private RateLimits Limits => limits.Value;

    private AttemptWindow ReserveOfShop => new(Reserve, Limits.RecoveryMailsPerMerchantPerHour, Hour);

    private AttemptWindow SelfServiceOfShop => new(SelfService, Limits.SelfServiceMailsPerMerchantPerHour, Hour);

    /// <summary>The permission for the merchant to mail a customer; valid once <see cref="CountAsync"/> has counted it.</summary>
    public MailAllowance ForMerchantWork(Customer recipient) =>
        new(recipient.Email!, new(MerchantWork, Limits.MailsPerMerchantPerHour, Hour), [ToAnybody(recipient.NormalizedEmail!)]);

    /// <summary>The permission for a mail of a batch, whose pace limits it instead of the merchant's budget; it counts against its
    /// address.</summary>
    public MailAllowance ForBatch(Customer recipient) => new(recipient.Email!, null, [ToAnybody(recipient.NormalizedEmail!)]);

    /// <summary>The permission for a test mail to the merchant itself.</summary>
    public Task<Result<MailAllowance>> TakeTestAsync(EmailAddress merchant, CancellationToken ct) =>
        TakeAsync(new(merchant.Text, new(MerchantWork, Limits.MailsPerMerchantPerHour, Hour), [ToAnybody(merchant.Canonical)]), ct);

    /// <summary>Limits how often the merchant mails a customer's invitation again, in a short time and in a day.</summary>
    public MailAllowance ForResend(Customer recipient) => new(recipient.Email!, ForMerchantWork(recipient).OfShop,
    [
        ToAnybody(recipient.NormalizedEmail!),
        new(AttemptCounterStore.Key(Resend, recipient), MostResends, TimeSpan.FromMinutes(10)),
        new(AttemptCounterStore.Key(ResendDay, recipient), MostResendsOfDay, TimeSpan.FromDays(1)),
    ]);

    /// <summary>Counts the merchant's mails in one statement; a refusal of kind too many, which ends the transaction, when a budget does
    /// not suffice for all.</summary>
    public async Task<Refusal?> CountAsync(IReadOnlyList<MailAllowance> mails, CancellationToken ct)
    {
        // The merchant's counter first: whoever counts several addresses at once holds it, so two of them cannot deadlock.
        var windows = mails.SelectMany(WindowsOf).GroupBy(window => window.Key)
            .Select(same => same.First() with { Weight = same.Count() }).ToList();
        var counted = await attempts.CountAsync(windows, ct);
        return windows.Zip(counted).FirstOrDefault(pair => !pair.Second.Fits) is ({ } full, { } attempt) ? TooMany(full, attempt) : null;
    }

    /// <summary>Counts a verification link to an unverified customer, for whoever requested it; a deferred mail job has no
    /// caller.</summary>
    public Task<Result<MailAllowance>> TakeVerificationAsync(Customer customer, Caller? caller, CancellationToken ct)
    {
        var asking = caller is null ? [] : OfAsking(customer, caller);
        return TakeAsync(new(customer.Email!, SelfServiceOfShop, [.. Unproven(customer.NormalizedEmail!), .. asking]), ct);
    }

    /// <summary>Counts the code to a new address that a customer requests.</summary>
    public Task<Result<MailAllowance>> TakeCodeAsync(EmailAddress recipient, Customer asking, Caller caller, CancellationToken ct) =>
        TakeAsync(new(recipient.Text, SelfServiceOfShop, [ToAnybody(recipient.Canonical), .. OfAsking(asking, caller)]), ct);

    /// <summary>Counts a reset link: against the reserve when the address is verified, otherwise as caused by a stranger.</summary>
    public Task<Result<MailAllowance>> TakeRecoveryAsync(Customer customer, CancellationToken ct)
    {
        var recovery = PerHour(Recovery, customer.NormalizedEmail!, Limits.RecoveryMailsPerRecipientPerHour);
        return customer.EmailVerifiedAt is null ? TakeUnaskedAsync(customer, ct) : TakeAsync(new(customer.Email!, ReserveOfShop, [recovery]), ct);
    }

    /// <summary>Counts a mail that anybody can cause by entering the address.</summary>
    public Task<Result<MailAllowance>> TakeUnaskedAsync(Customer customer, CancellationToken ct)
    {
        var address = customer.NormalizedEmail!;
        return TakeAsync(new(customer.Email!, SelfServiceOfShop, customer.EmailVerifiedAt is null ? Unproven(address) : [ToAnybody(address)]), ct);
    }

    /// <summary>Counts an invitation that the holder of an older link requests again.</summary>
    public Task<Result<MailAllowance>> TakeRenewalAsync(Customer invited, Caller caller, CancellationToken ct) =>
        TakeAsync(new(invited.Email!, SelfServiceOfShop, [.. Unproven(invited.NormalizedEmail!), OfClient(caller)]), ct);

    /// <summary>Counts a mail to the merchant's own address, or to its staff.</summary>
    public Task<Result<MailAllowance>> TakeToMerchantAsync(EmailAddress recipient, CancellationToken ct) =>
        TakeAsync(new(recipient.Text, ReserveOfShop, [ToAnybody(recipient.Canonical)]), ct);

    /// <summary>Counts a security notice; null when none is sent, because the address is unverified or was notified of this subject within
    /// the hour.</summary>
    public Task<MailAllowance?> TryTakeNoticeAsync(Customer owner, NoticeSubject subject, CancellationToken ct)
    {
        var share = Math.Max(1, Limits.NoticesPerRecipientPerHour / Subjects.Length);
        return TryTakeAsync(owner, [PerHour(Notice(subject), owner.NormalizedEmail!, share)], ct);
    }

    /// <summary>Counts the last mail about an account to an address, or returns null when the address is unverified.</summary>
    /// <remarks>Call it after the address's counters were cleared; it counts only against the merchant. No second one can follow before the
    /// address is verified again, so no other notice suppresses it.</remarks>
    public Task<MailAllowance?> TryTakeFarewellAsync(Customer owner, CancellationToken ct) => TryTakeAsync(owner, [], ct);

    /// <summary>Returns whether the caller has used up the changes of password or address, before anything costly is done.</summary>
    /// <remarks>Counts nothing.</remarks>
    public async Task<Refusal?> CheckChangesAsync(Customer customer, Caller caller, CancellationToken ct) =>
        await attempts.WaitOfAsync(OfAsking(customer, caller), ct) is { } wait ? TooManyChanges(wait) : null;

    /// <summary>Counts a password change, whether its notice is mailed or not.</summary>
    public async Task<Refusal?> CountChangeAsync(Customer customer, Caller caller, CancellationToken ct)
    {
        var counted = await attempts.CountAsync(OfAsking(customer, caller), ct);
        return counted.FirstOrDefault(attempt => !attempt.Fits) is { } full ? TooManyChanges(full.RetryAfter) : null;
    }

    /// <summary>Clears the counters of a customer who is erased, in the caller's transaction.</summary>
    /// <remarks>The counter of an unverified address stays.</remarks>
    public Task ForgetAsync(Customer customer, CancellationToken ct) => attempts.ForgetAsync(
        [
            AttemptCounterStore.Key(Account, customer), AttemptCounterStore.Key(Resend, customer), AttemptCounterStore.Key(ResendDay, customer),
            .. customer.EmailVerifiedAt is null ? [] : KeysOf(customer.NormalizedEmail!)
        ], ct);

    /// <summary>Clears the counters of a verified address that its customer gives up, in the caller's transaction.</summary>
    public Task ForgetAddressAsync(string canonical, CancellationToken ct) => attempts.ForgetAsync(KeysOf(canonical), ct);

    private static string Notice(NoticeSubject subject) => $"mail-notice-{(int)subject}";

    private static string[] KeysOf(string canonical) => [.. OfAddress.Select(what => AttemptCounterStore.Key(what, Mailbox.Of(canonical)))];

    private static AttemptWindow PerHour(string what, string canonical, int limit) =>
        new(AttemptCounterStore.Key(what, Mailbox.Of(canonical)), limit, Hour);

    private static Refusal TooManyChanges(TimeSpan wait) => SelfServiceQuota.Saying(WaitText.TooManyAttempts(wait)).After(wait);

    private static Refusal TooMany(AttemptWindow full, Attempt attempt) => full.Key.Split(':')[0] switch
    {
        "mail-merchant" or "mail-reserve" or "mail-self-service" => MerchantQuota.After(attempt.RetryAfter),
        Resend or ResendDay => ResendQuota.After(attempt.RetryAfter),
        Account or "mail-client" => TooManyChanges(attempt.RetryAfter),
        _ => RecipientQuota.After(attempt.RetryAfter),
    };

    private static IEnumerable<AttemptWindow> WindowsOf(MailAllowance mail) =>
        mail.OfShop is { } ofShop ? mail.Others.Prepend(ofShop) : mail.Others;

    private AttemptWindow ToAnybody(string canonical) => PerHour(Recipient, canonical, Limits.MailsPerRecipientPerHour);

    private AttemptWindow[] Unproven(string canonical) =>
    [
        PerHour(UnprovenHour, canonical, Limits.UnprovenMailsPerRecipientPerHour),
        PerHour(UnprovenDay, canonical, 2 * Limits.UnprovenMailsPerRecipientPerHour) with { Length = TimeSpan.FromDays(1) },
    ];

    private AttemptWindow OfClient(Caller caller) =>
        new(AttemptCounterStore.Key("mail-client", caller.ClientAddress), Limits.SelfServiceMailsPerClientPerHour, Hour);

    private AttemptWindow[] OfAsking(Customer asking, Caller caller) =>
        [new(AttemptCounterStore.Key(Account, asking), Limits.SelfServiceMailsPerAccountPerHour, Hour), OfClient(caller)];

    private async Task<MailAllowance?> TryTakeAsync(Customer owner, IReadOnlyList<AttemptWindow> others, CancellationToken ct)
    {
        if (owner.EmailVerifiedAt is null)
        {
            return null;
        }

        var taken = await TakeAsync(new(owner.Email!, ReserveOfShop, others), ct);
        return taken.IsRefused ? null : taken.Value;
    }

    private async Task<Result<MailAllowance>> TakeAsync(MailAllowance mail, CancellationToken ct)
    {
        foreach (var window in mail.OfShop is { } ofShop ? [.. mail.Others, ofShop] : mail.Others)
        {
            if (await attempts.CountAsync(window, ct) is { Fits: false } attempt)
            {
                return TooMany(window, attempt);
            }
        }

        return mail;
    }
}
