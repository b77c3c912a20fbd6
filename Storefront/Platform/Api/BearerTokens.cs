using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Sessions;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Api;

/// <summary>Finds the caller of a bearer token: a customer's session or a merchant token, each only for its own audience.</summary>
/// <remarks>On a merchant's host only that merchant's tokens exist. On the platform's hosts the token names the merchant.</remarks>
public sealed class BearerTokens(
    SessionLookup lookup, UntrackedLookup rows, CurrentMerchant currentMerchant, MerchantDirectory directory, TimeProvider clock,
    IHostEnvironment environment)
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 512;
    private static readonly TimeSpan UseEvery = TimeSpan.FromMinutes(1);

    /// <summary>The token's owner, or null: no token, a malformed one, the wrong kind, an ended one, or another merchant's.</summary>
    public async Task<Caller?> FindAsync(ApiAudienceKind kind, HttpContext context, string client, CancellationToken ct)
    {
        if (Read(context.Request) is not { } secret)
        {
            return null;
        }

        var found = kind == ApiAudienceKind.Customer ? await FindCustomerAsync(context, secret, ct) : await FindMerchantAsync(context, secret, ct);
        return found is null || await directory.FindByIdAsync(found.Merchant.Id, ct) is not { } merchant ? null
            : found with { Merchant = merchant, ClientAddress = client, Device = Callers.Device.Of(context.Request) };
    }

    /// <summary>The secret in the Authorization header, or null.</summary>
    internal static string? Read(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && header[Scheme.Length..].Trim() is { Length: > 0 and <= LongestToken } secret ? secret : null;

    private async Task<Caller?> FindCustomerAsync(HttpContext context, string secret, CancellationToken ct)
    {
        var session = currentMerchant.IsSet
            ? await lookup.FindAsync(currentMerchant.Id, SessionKind.Bearer, secret, ct)
            : await lookup.FindAtAnyMerchantAsync(SessionKind.Bearer, secret, ct);
        if (session is null)
        {
            return null;
        }

        if (Sessions.Sessions.IsUseDue(session, clock.GetUtcNow()))
        {
            await context.RequestServices.GetRequiredService<Sessions.Sessions>().SeenAsync(session, ct);
        }

        return Found(session.MerchantId, $"s{session.Id}") with { Customer = session.Customer, SessionId = session.Id };
    }

    private async Task<Caller?> FindMerchantAsync(HttpContext context, string secret, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hash = Secret.Hash(secret);
        var token = currentMerchant.IsSet
            ? await rows.FindMerchantTokenAsync(currentMerchant.Id, hash, ct)
            : await rows.FindMerchantTokenAtAnyMerchantAsync(hash, ct);
        if (token?.IsAliveAt(now) != true || (token.IsDemo && !environment.IsDevelopment()))
        {
            return null;
        }

        if (now - token.LastUsedAt.GetValueOrDefault() >= UseEvery)
        {
            var db = context.RequestServices.GetRequiredService<StorefrontDb>();
            await db.MerchantTokens.IgnoreQueryFilters([StorefrontDb.TenantFilter]).Where(row => row.Id == token.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), ct);
        }

        return Found(token.MerchantId, $"t{token.Id}") with { Token = token, Abilities = token.Abilities };
    }

    // Only the merchant's number is known yet; FindAsync replaces it with the merchant.
    private static Caller Found(long merchantId, string bucket) =>
        new()
        {
            Merchant = new() { Id = merchantId, Name = "", SenderAddress = "", SupportAddress = "" },
            ClientAddress = "",
            BucketOfToken = bucket
        };
}
