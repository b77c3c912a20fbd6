using System.Text.Json.Serialization;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Sessions;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Accepts an invitation, exactly once: sets the password, verifies the address, links its guest orders and signs in.</summary>
/// <remarks>A refused password leaves the link usable. When the same browser repeats the form, it gets the same session again; any other
/// browser learns that it was accepted already.</remarks>
public sealed class AcceptInvitation(
    StorefrontDb db, OneTimeTokens tokens, SessionLookup sessions, PasswordHashing hashing, AcceptInvitationTransaction acceptance,
    TimeProvider clock)
{
    public async Task<Result<SignedIn>> RunAsync(Caller caller, AcceptInvitationRequest request, CancellationToken ct)
    {
        if (Check(request, out var address) is { } unfit)
        {
            return unfit;
        }

        if (await tokens.FindAsync(TokenPurpose.AcceptInvitation, address, request.Token!, ct) is not { } token)
        {
            return InvitationErrors.Unknown;
        }

        var secret = request.BrowserNonce is { } nonce ? Secret.From(nonce, request.Token!) : Secret.New();
        if (InvitationErrors.Of(InvitationErrors.StateOf(token, clock.GetUtcNow())) is { } ended)
        {
            return await FindRepeatAsync(caller, token, secret, ct) is { } again ? again : ended;
        }

        // Only the link tells whose personal words the password must not contain.
        var context = PasswordContext.At(caller.Merchant, address, token.Customer.Firstname, token.Customer.Lastname);
        if (PasswordRefusals.OfNew(request.Password, request.PasswordConfirmation, context) is { } unfitPassword)
        {
            return unfitPassword;
        }

        var hash = await hashing.HashAsync(caller, request.Password!, ct);
        if (hash.Refusal is { } busy)
        {
            return busy;
        }

        var accepted = await db.InTransactionAsync(() => acceptance.RunAsync(caller, token, hash.Value, secret, ct), ct);
        if (!accepted.IsRefused)
        {
            return accepted;
        }

        // While the password was hashed, another caller or a second click of this browser ended the link.
        var ending = await tokens.FindAsync(token.Purpose, address, request.Token!, ct);
        return await FindRepeatAsync(caller, ending, secret, ct) is { } repeated
            ? repeated
            : InvitationErrors.Of(ending is null ? LinkState.Unknown : InvitationErrors.StateOf(ending, clock.GetUtcNow())) ?? accepted.Refusal!;
    }

    private static Refusal? Check(AcceptInvitationRequest request, out EmailAddress address)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out address));
        problems.Add("token", LinkSecret.Check(request.Token));
        problems.Add("password", PasswordRules.CheckWriting(request.Password));
        problems.Add("password_confirmation", string.IsNullOrEmpty(request.PasswordConfirmation) ? PasswordConfirmation.Missing : null);
        return problems.ToRefusal();
    }

    // Only the browser that accepted holds both parts of the session's secret, so only it gets the same session again.
    private async Task<SignedIn?> FindRepeatAsync(Caller caller, OneTimeToken? token, string secret, CancellationToken ct) =>
        token?.UsedBy is { } usedBy && usedBy.AsSpan().SequenceEqual(Secret.Hash(secret))
        && await sessions.FindAsync(caller.Merchant.Id, SessionKind.Browser, secret, ct) is { } session
            ? new SignedIn(session.Customer, secret)
            : null;
}

/// <summary>An invitation's link and the password to set.</summary>
public sealed class AcceptInvitationRequest
{
    public string? Email { get; set; }
    public string? Token { get; set; }
    public string? Password { get; set; }
    public string? PasswordConfirmation { get; set; }

    /// <summary>The browser's nonce; set by the page, never read from a body.</summary>
    [JsonIgnore]
    public string? BrowserNonce { get; set; }
}
