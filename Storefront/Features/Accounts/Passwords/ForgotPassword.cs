using Storefront.Platform.Callers;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Passwords;

/// <summary>Records that somebody forgot the password of an address; answer and work are the same for every address.</summary>
/// <remarks>Nothing is looked up here. <see cref="PasswordHelpJob"/> later finds out whether to mail anybody.</remarks>
public sealed class ForgotPassword(StorefrontDb db, MailOutbox outbox, ClientAttemptGuard attempts)
{
    private static readonly Refusal NoAddress = Refusal.Invalid("email", "email.invalid", EmailAddress.Check(null, out _)!);

    public async Task<Result<Done>> RunAsync(Caller caller, ForgotPasswordRequest request, CancellationToken ct)
    {
        if (EmailAddress.Check(request.Email, out var address) is { } unfit)
        {
            return NoAddress.Saying(unfit);
        }

        if (await attempts.CountForgottenAsync(caller, ct) is { } tooMany)
        {
            return tooMany;
        }

        return await db.InTransactionAsync<Done>(() =>
        {
            outbox.AddDeferred(PasswordHelpJob.JobKind, address);
            return Task.FromResult<Result<Done>>(Done.Value);
        }, ct);
    }
}

/// <summary>The address whose password was forgotten.</summary>
public sealed class ForgotPasswordRequest
{
    /// <summary>At most 191 characters.</summary>
    public string? Email { get; set; }
}
