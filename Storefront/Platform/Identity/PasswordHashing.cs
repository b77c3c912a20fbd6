using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Storefront.Domain;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>Hashes and checks passwords, as many at once as there are cores, a bounded number waiting in order of arrival.</summary>
/// <remarks>One hash costs about 90 ms of a core (PBKDF2-HMAC-SHA512, 220 000 rounds, OWASP). Without the bound a storm of sign-ins would
/// starve every other request. Belongs outside of transactions.</remarks>
public sealed class PasswordHashing : IDisposable
{
    /// <summary>Rounds of a new hash; older ones are replaced at the next sign-in.</summary>
    public const int Rounds = 220_000;

    private static readonly Customer Nobody = new();
    private static readonly Refusal Busy = Refusal.TooMany("passwords.busy", "The shop is busy. Try again in a few seconds.", TimeSpan.FromSeconds(5));

    private readonly IPasswordHasher<Customer> _hasher;
    private readonly ConcurrencyLimiter _turns = new(new() { PermitLimit = Environment.ProcessorCount, QueueLimit = 256, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    private readonly string _nobodysHash;

    public PasswordHashing(IPasswordHasher<Customer> hasher) => (_hasher, _nobodysHash) = (hasher, hasher.HashPassword(Nobody, "nobody has this password"));

    /// <summary>The hash to store, or a refusal when too many are waiting.</summary>
    public Task<Result<string>> HashAsync(string password, CancellationToken ct) =>
        InTurnAsync(() => _hasher.HashPassword(Nobody, Normal(password)), ct);

    /// <summary>Whether the password is the customer's, in the same time for a customer who is unknown or has none.</summary>
    public async Task<Result<PasswordVerification>> VerifyAsync(Customer? customer, string password, CancellationToken ct)
    {
        var checkedHash = await InTurnAsync(() => _hasher.VerifyHashedPassword(Nobody, customer?.PasswordHash ?? _nobodysHash, Normal(password)), ct);
        return checkedHash.Refusal is { } refusal ? refusal : new PasswordVerification(
            customer?.PasswordHash is not null && checkedHash.Value != PasswordVerificationResult.Failed,
            checkedHash.Value == PasswordVerificationResult.SuccessRehashNeeded);
    }

    public void Dispose() => _turns.Dispose();

    // Text that cannot be normalised (a lone surrogate) is nobody's password, but must cost the same.
    private static string Normal(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return password;
        }
    }

    private async Task<Result<T>> InTurnAsync<T>(Func<T> work, CancellationToken ct)
    {
        using var turn = await _turns.AcquireAsync(1, ct);
        return turn.IsAcquired ? await Task.Run(work, ct) : Busy;
    }
}

/// <summary>What checking a password told: whether it fits, and whether its hash is due for renewal.</summary>
public sealed record PasswordVerification(bool Fits, bool NeedsRehash);
