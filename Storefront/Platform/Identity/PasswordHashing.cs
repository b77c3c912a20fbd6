using System.Text;
using Microsoft.AspNetCore.Identity;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>Hashes and checks passwords, at most one per core at a time; the others wait in a bounded queue in which merchants and clients
/// take turns.</summary>
/// <remarks>One hash costs about 90 ms of a core (PBKDF2-HMAC-SHA512, 220 000 iterations, OWASP). Without the bound many sign-ins would
/// starve every other request. Call it outside transactions.</remarks>
public sealed class PasswordHashing(IPasswordHasher<Customer> hasher, PasswordHashingPool threads)
{
    /// <summary>Iterations of a new hash; older hashes are replaced at the next sign-in.</summary>
    public const int Rounds = 220_000;

    private static readonly Customer Nobody = new();
    private readonly string _nobodysHash = hasher.HashPassword(Nobody, "nobody has this password");

    /// <summary>The hash to store, or a refusal when the queue is full.</summary>
    public Task<Result<string>> HashAsync(Caller caller, string password, CancellationToken ct) =>
        threads.RunAsync(caller, () => hasher.HashPassword(Nobody, Normal(password)), ct);

    /// <summary>Whether the password is the customer's, in the same time for an unknown customer or one without a password.</summary>
    public async Task<Result<PasswordVerification>> VerifyAsync(Caller caller, Customer? customer, string password, CancellationToken ct)
    {
        var checkedHash = await threads.RunAsync(caller, () => hasher.VerifyHashedPassword(Nobody, customer?.PasswordHash ?? _nobodysHash, Normal(password)), ct);
        return checkedHash.Refusal is { } refusal ? refusal : new PasswordVerification(
            customer?.PasswordHash is not null && checkedHash.Value != PasswordVerificationResult.Failed,
            checkedHash.Value == PasswordVerificationResult.SuccessRehashNeeded);
    }

    // Text that cannot be normalized (a lone surrogate) matches no password, but must cost the same.
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
}

/// <summary>The result of a password check: whether it matches, and whether its hash is due for renewal.</summary>
public sealed record PasswordVerification(bool Fits, bool NeedsRehash);
