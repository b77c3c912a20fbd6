using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.RateLimiting;

namespace Storefront.Platform.Identity.Passkeys;

/// <summary>Offers and checks passkeys with Identity's handler. The relying party is the merchant's stored primary host.</summary>
/// <remarks>The host never comes from the request, and never is a parent domain: a key of a parent would open every shop below it. An
/// answer must come from one of the merchant's own hosts. User verification is required. A challenge works once (ADR 0046).</remarks>
public sealed class PasskeyCeremonies(
    UserManager<Customer> users, PasskeyChallengeProtector challenges, AttemptCounterStore attempts, ShopLinks links)
{
    private const string SignIn = "sign in";
    private const string Required = "required";

    /// <summary>The options for a new key of the signed-in customer. Only the caller's session can send the answer.</summary>
    public async Task<PasskeyOffer> OfferNewAsync(Caller caller, Customer customer)
    {
        var owner = new PasskeyUserEntity
        {
            Id = customer.Id.ToString(CultureInfo.InvariantCulture),
            Name = customer.Email!,
            DisplayName = customer.Email!,
        };
        var made = await HandlerOf(caller.Merchant).MakeCreationOptionsAsync(owner, NoRequest());
        return Offer(caller, Creation(caller), made.CreationOptionsJson, made.AttestationState!);
    }

    /// <summary>The options for signing in with any key. They name nobody, so they tell nothing about any account.</summary>
    public async Task<PasskeyOffer> OfferSignInAsync(Caller caller)
    {
        var made = await HandlerOf(caller.Merchant).MakeRequestOptionsAsync(null, NoRequest());
        return Offer(caller, SignIn, made.RequestOptionsJson, made.AssertionState!);
    }

    /// <summary>Checks a new key. The result is null without a usable challenge, and fails when the key does not fit.</summary>
    public async Task<PasskeyAttestationResult?> CheckNewAsync(Caller caller, string state, string credential, CancellationToken ct) =>
        await TakeAsync(caller, Creation(caller), state, ct) is { } challenge
            ? await HandlerOf(caller.Merchant).PerformAttestationAsync(
                new() { HttpContext = NoRequest(), CredentialJson = credential, AttestationState = challenge })
            : null;

    /// <summary>Checks the answer of a key. The result is null without a usable challenge, and fails when no account fits.</summary>
    public async Task<PasskeyAssertionResult<Customer>?> CheckSignInAsync(
        Caller caller, string state, string credential, CancellationToken ct) =>
        await TakeAsync(caller, SignIn, state, ct) is { } challenge
            ? await HandlerOf(caller.Merchant).PerformAssertionAsync(
                new() { HttpContext = NoRequest(), CredentialJson = credential, AssertionState = challenge })
            : null;

    private static string Creation(Caller caller) => string.Create(CultureInfo.InvariantCulture, $"new key in session {caller.SessionId}");

    // Host and origins are set below, so that the handler reads nothing from a request.
    private static DefaultHttpContext NoRequest() => new();

    private PasskeyOffer Offer(Caller caller, string purpose, string options, string challenge) =>
        new(JsonElement.Parse(options), challenges.Seal(caller.Merchant, purpose, challenge));

    private async Task<string?> TakeAsync(Caller caller, string purpose, string state, CancellationToken ct) =>
        challenges.Read(caller.Merchant, purpose, state) is { } challenge
        && await attempts.IsFirstAsync(AttemptCounterStore.Key("passkey", challenge), PasskeyChallengeProtector.Lifetime, ct)
            ? challenge
            : null;

    private PasskeyHandler<Customer> HandlerOf(Merchant merchant)
    {
        var origins = links.OriginsOf(merchant);
        return new(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = merchant.PrimaryHost ?? throw new InvalidOperationException($"Merchant {merchant.Id} has no host for passkeys."),
            UserVerificationRequirement = Required,
            ResidentKeyRequirement = Required,
            AttestationConveyancePreference = "none",
            ValidateOrigin = page => ValueTask.FromResult(!page.CrossOrigin && origins.Contains(page.Origin, StringComparer.Ordinal)),
        }));
    }
}
