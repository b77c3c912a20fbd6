using System.Text.Json.Serialization;
using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Accounts.Passwords;

/// <summary>Resets the password with a mailed link, exactly once. Every session and token of the customer ends, and nobody is signed
/// in.</summary>
/// <remarks>A refused password leaves the link usable. When the same browser repeats the same form, it gets the same success.</remarks>
public sealed class ResetPassword(StorefrontDb db, OneTimeTokens tokens, PasswordHashing hashing, ResetPasswordTransaction reset, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Caller caller, ResetPasswordRequest request, CancellationToken ct)
    {
        if (Check(request, out var address) is { } unfit)
        {
            return unfit;
        }

        if (await tokens.FindAsync(TokenPurpose.ResetPassword, address, request.Token!, ct) is not { } token)
        {
            return AccountLinkErrors.Unknown;
        }

        var mark = Secret.Hash(request.BrowserNonce is { } nonce ? Secret.From(nonce, $"{request.Token}\n{request.Password}") : Secret.New());
        if (AccountLinkErrors.Of(token.StateAt(clock.GetUtcNow())) is { } ended)
        {
            return token.WasUsedBy(mark) ? Done.Value : ended;
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

        var done = await db.InTransactionAsync(() => reset.RunAsync(caller, token, hash.Value, mark, ct), ct);
        return done.IsRefused && await tokens.FindAsync(token.Purpose, address, request.Token!, ct) is { } now && now.WasUsedBy(mark)
            ? Done.Value
            : done;
    }

    private static Refusal? Check(ResetPasswordRequest request, out EmailAddress address)
    {
        var problems = new FieldProblems();
        problems.Add("email", EmailAddress.Check(request.Email, out address));
        problems.Add("token", LinkSecret.Check(request.Token));
        problems.Add("password", PasswordRules.CheckWriting(request.Password));
        problems.Add("password_confirmation", string.IsNullOrEmpty(request.PasswordConfirmation) ? PasswordConfirmation.Missing : null);
        return problems.ToRefusal();
    }
}

/// <summary>A reset link and the new password.</summary>
public sealed class ResetPasswordRequest
{
    public string? Email { get; set; }
    public string? Token { get; set; }

    /// <summary>At most 191 characters.</summary>
    public string? Password { get; set; }
    public string? PasswordConfirmation { get; set; }

    /// <summary>The browser's nonce; set by the page, never read from a body.</summary>
    [JsonIgnore]
    public string? BrowserNonce { get; set; }
}
