using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Passwords;

internal static class ResetEndpoints
{
    public static void MapForgotPassword(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/password/forgot", ForgotAsync)
            .ForAnybody()
            .Takes<ForgotPasswordRequest>()
            .Requires("email")
            .WithName("ForgotPassword")
            .WithSummary("Mail a password reset link; the answer is the same for every address")
            .Produces<Answer<string[]>>();

    public static void MapResetPassword(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/password/reset", ResetAsync)
            .ForAnybody()
            .Takes<ResetPasswordRequest>()
            .Requires("email", "token", "password", "password_confirmation")
            .WithName("ResetPassword")
            .WithSummary("Reset the password with a mailed link; every session and token ends")
            .Produces<Answer<string[]>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status400BadRequest);

    private static async Task<IResult> ForgotAsync(Caller caller, Body<ForgotPasswordRequest> body, ForgotPassword forgot, CancellationToken ct) =>
        (await forgot.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("If there is an account, an email is on its way.", []));

    private static async Task<IResult> ResetAsync(Caller caller, Body<ResetPasswordRequest> body, ResetPassword reset, CancellationToken ct) =>
        (await reset.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Password changed.", []));
}
