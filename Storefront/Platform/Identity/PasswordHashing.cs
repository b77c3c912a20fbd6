using Microsoft.AspNetCore.Identity;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity.Imported;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>Hashes and checks passwords, at most one per core at a time; the others wait in a bounded queue in which merchants and clients
/// take turns.</summary>
/// <remarks>One hash costs about 90 ms of a core (PBKDF2-HMAC-SHA512, 220 000 iterations, OWASP). Without the bound many sign-ins would
/// starve every other request. Call it outside transactions. At a merchant with imported hashes, whose cost varies, every answer waits
/// until <see cref="AnswerTime"/> has passed.</remarks>
public sealed class PasswordHashing(IPasswordHasher<Customer> hasher, PasswordHashingPool threads, TimeProvider clock)
{
    /// <summary>Iterations of a new hash; older hashes are replaced at the next sign-in.</summary>
    public const int Rounds = 220_000;

    private static readonly Customer Nobody = new();

    /// <summary>More than the most costly imported hash takes, with the checks around it.</summary>
    internal TimeSpan AnswerTime { get; set; } = TimeSpan.FromSeconds(1);

    private readonly string _nobodysHash = hasher.HashPassword(Nobody, "nobody has this password");

    /// <summary>The hash to store, or a refusal when the queue is full.</summary>
    public Task<Result<string>> HashAsync(Caller caller, string password, CancellationToken ct) =>
        threads.RunAsync(caller, () => hasher.HashPassword(Nobody, PasswordRules.Normalize(password)), ct);

    /// <summary>What to store for an imported hash: a weak one is put inside one of ours first, in the time that requests leave over.</summary>
    public Task<string> ImportAsync(ImportedPasswordHash hash, CancellationToken ct) => hash.IsWeak
        ? threads.RunInRestAsync(() => StoredImportedHash.Wrap(hash, hasher.HashPassword(Nobody, hash.Digest)), ct)
        : Task.FromResult(StoredImportedHash.Of(hash));

    /// <summary>Whether the password is the customer's, in the same time for an unknown customer or one without a password.</summary>
    /// <remarks>A password that was hashed in the former form matches too and is due for renewal. Only when the two forms differ does a
    /// wrong password cost two hashes.</remarks>
    public Task<Result<PasswordVerification>> VerifyAsync(Caller caller, Customer? customer, string password, CancellationToken ct) =>
        VerifyAsync(caller, customer?.PasswordHash, password, ct);

    /// <summary>Whether the password has this hash, in the same time where there is none.</summary>
    public async Task<Result<PasswordVerification>> VerifyAsync(Caller caller, string? hash, string password, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var checkedHash = await threads.RunAsync(caller, () => Check(hash ?? _nobodysHash, password), ct);
        if (caller.Merchant.HasImportedPasswords && AnswerTime - clock.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock, ct);
        }

        return checkedHash.Refusal is { } refusal ? refusal : new PasswordVerification(
            hash is not null && checkedHash.Value != PasswordVerificationResult.Failed,
            checkedHash.Value == PasswordVerificationResult.SuccessRehashNeeded);
    }

    private PasswordVerificationResult Check(string hash, string password)
    {
        if (StoredImportedHash.TryRead(hash, out var imported))
        {
            string[] forms = [password, PasswordRules.Normalize(password)];
            return forms.Distinct().Any(form => IsImported(imported, form))
                ? PasswordVerificationResult.SuccessRehashNeeded : PasswordVerificationResult.Failed;
        }

        var result = hasher.VerifyHashedPassword(Nobody, hash, PasswordRules.Normalize(password));
        if (result != PasswordVerificationResult.Failed || PasswordRules.NormalizeAsBefore(password) is not { } former)
        {
            return result;
        }

        return hasher.VerifyHashedPassword(Nobody, hash, former) == PasswordVerificationResult.Failed ? result
            : PasswordVerificationResult.SuccessRehashNeeded;
    }

    // The other system hashed what was typed, not our normal form.
    private bool IsImported(StoredImportedHash imported, string password) => imported.OurHash is null
        ? imported.Hash.Verify(password)
        : hasher.VerifyHashedPassword(Nobody, imported.OurHash, imported.Hash.Derive(password)) != PasswordVerificationResult.Failed;
}

/// <summary>The result of a password check: whether it matches, and whether its hash is due for renewal.</summary>
public sealed record PasswordVerification(bool Fits, bool NeedsRehash);
