using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Tokens;

/// <summary>Issues, finds, spends and voids the tokens of mailed links; each is good once, for its merchant, purpose and address.</summary>
public sealed class OneTimeTokens(StorefrontDb db, LinkLookup links, CurrentMerchant currentMerchant, TimeProvider clock)
{
    // @p0 is the merchant, @p1 the token or the customer, @p2 the moment.
    private const string IsOpen = """("UsedAt" IS NULL AND "SupersededAt" IS NULL AND "RevokedAt" IS NULL AND "DeclinedAt" IS NULL)""";
    private const string IsGood = $"""WHERE "MerchantId" = @p0 AND "Id" = @p1 AND "ExpiresAt" > @p2 AND {IsOpen}""";
    private const string OfCustomer = $"""WHERE "MerchantId" = @p0 AND "CustomerId" = @p1 AND {IsOpen}""";
    private const string Spending = $"""UPDATE "OneTimeTokens" SET "UsedAt" = @p2, "UsedBy" = @p3 {IsGood}""";
    private const string Declining = $"""UPDATE "OneTimeTokens" SET "DeclinedAt" = @p2 {IsGood}""";
    private const string Superseding = $"""UPDATE "OneTimeTokens" SET "SupersededAt" = @p2 {OfCustomer} AND "Purpose" = @p3""";
    private const string Voiding = $"""UPDATE "OneTimeTokens" SET "RevokedAt" = @p2 {OfCustomer}""";

    /// <summary>Makes a token for a customer and hands out its secret, which is stored nowhere; older ones of the purpose stop working.</summary>
    /// <remarks>Belongs inside the transaction of the mail that carries the secret.</remarks>
    public async Task<(OneTimeToken Token, string Secret)> IssueAsync(Customer customer, TokenPurpose purpose, TimeSpan lifetime, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (customer.Id != 0)
        {
            await db.ExecuteAsync(Superseding, [currentMerchant.Id, customer.Id, now, (int)purpose], ct);
        }

        var secret = LinkKey.NewSecret(now);
        var token = new OneTimeToken
        {
            MerchantId = customer.MerchantId,
            Customer = customer,
            Purpose = purpose,
            Hash = LinkKey.Of(secret),
            Address = customer.NormalizedEmail!,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
        db.Insert(token);
        return (token, secret);
    }

    /// <summary>The token of this secret and address at the scope's merchant, in whatever state, as committed now; null when there is none.</summary>
    public ValueTask<OneTimeToken?> FindAsync(TokenPurpose purpose, EmailAddress address, string secret, CancellationToken ct) =>
        links.FindAsync(currentMerchant.Id, purpose, address, secret, ct);

    /// <summary>The token of this secret and customer at the scope's merchant, in whatever state, as committed now; null when there is none.</summary>
    public ValueTask<OneTimeToken?> FindAsync(TokenPurpose purpose, long customerId, string secret, CancellationToken ct) =>
        links.FindAsync(currentMerchant.Id, purpose, customerId, secret, ct);

    /// <summary>Spends the token if nobody did before and it is still good; exactly one caller ever gets true.</summary>
    /// <param name="token">The token as it was found.</param>
    /// <param name="usedBy">Hash by which a repeat of the same browser is recognised.</param>
    /// <param name="ct">Cancels the statement.</param>
    /// <remarks>One guarded UPDATE: reading and writing in two steps let several of 64 parallel callers through. It belongs inside
    /// the transaction of its effect.</remarks>
    public async Task<bool> TrySpendAsync(OneTimeToken token, byte[] usedBy, CancellationToken ct)
    {
        return await db.ExecuteAsync(Spending, [currentMerchant.Id, token.Id, clock.GetUtcNow(), usedBy], ct) == 1;
    }

    /// <summary>Ends the token as declined if it is still good; a spending at the same moment and this one exclude each other.</summary>
    /// <remarks>One guarded UPDATE, the same as of spending.</remarks>
    public async Task<bool> TryDeclineAsync(OneTimeToken token, CancellationToken ct)
    {
        return await db.ExecuteAsync(Declining, [currentMerchant.Id, token.Id, clock.GetUtcNow()], ct) == 1;
    }

    /// <summary>Voids every open token of a customer: links mailed before no longer fit who may use the account.</summary>
    /// <remarks>Belongs inside the transaction of what makes them void.</remarks>
    public Task VoidAllAsync(Customer customer, CancellationToken ct) =>
        db.ExecuteAsync(Voiding, [currentMerchant.Id, customer.Id, clock.GetUtcNow()], ct);
}
