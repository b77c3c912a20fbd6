using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Passwords;

internal static class PasswordEndpoints
{
    public static void MapChangePassword(this RouteGroupBuilder api) =>
        api.MapPost("/customer/password/change", ChangeAsync)
            .ForCustomers()
            .Takes<ChangePasswordRequest>()
            .Requires("current_password", "password", "password_confirmation")
            .WithName("ChangePassword")
            .WithSummary("Change the password; every token ends, and the answer has a new one")
            .Produces<Answer<TokenData>>();

    private static async Task<IResult> ChangeAsync(Caller caller, Body<ChangePasswordRequest> body, ChangePassword change, CancellationToken ct) =>
        (await change.RunAsync(caller, body.Value, ct)).ToAnswer(signedIn => new Answer<TokenData>("Password changed.", new(signedIn.Secret)));
}

/// <summary>A new token, shown only in this answer.</summary>
public sealed record TokenData(string Token);
