using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Registration;

/// <summary>Registers a customer, signs in at once and mails a verification link; guest orders are linked only after
/// verification.</summary>
/// <remarks>A taken address is refused after the same work as a free one. The page does not show that refusal; it mails the owner of the
/// address instead (ADR 0012).</remarks>
public sealed class RegisterCustomer(
    StorefrontDb db, PasswordHashing hashing, ClientAttemptGuard attempts, RegisterCustomerTransaction transaction, MailOutbox outbox)
{
    public async Task<Result<SignedIn>> RunAsync(Caller caller, RegisterRequest request, CancellationToken ct)
    {
        if (!caller.Merchant.AllowsRegistration)
        {
            return RegistrationErrors.Closed(caller.Merchant);
        }

        // Before the password is rated, which takes milliseconds.
        if (await attempts.CountRegistrationAsync(caller, ct) is { } tooMany)
        {
            return tooMany;
        }

        if (ValidatedRegistration.Check(request, caller.Merchant, out var registration) is { } unfit)
        {
            return unfit;
        }

        var hash = await hashing.HashAsync(caller, request.Password!, ct);
        if (hash.Refusal is { } busy)
        {
            return busy;
        }

        var opened = await db.InTransactionAsync(() => transaction.RunAsync(caller, registration, hash.Value, ct), ct);
        if (opened.Refusal == RegistrationErrors.AddressTaken && caller.Door == SessionKind.Browser)
        {
            db.ChangeTracker.Clear();
            await db.InTransactionAsync<Done>(() =>
            {
                outbox.AddDeferred(RegistrationReminderJob.JobKind, registration.Address);
                return Task.FromResult<Result<Done>>(Done.Value);
            }, ct);
        }

        return opened;
    }
}
