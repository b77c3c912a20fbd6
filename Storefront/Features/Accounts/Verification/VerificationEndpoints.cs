using Microsoft.AspNetCore.Mvc;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Verification;

internal static class VerificationEndpoints
{
    public static void MapVerifyAddress(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/verify-email", VerifyAsync)
            .ForAnybody()
            .Takes<VerifyAddressRequest>()
            .Requires("email", "token")
            .WithName("VerifyAddress")
            .WithSummary("Verify the address with a mailed link")
            .Produces<Answer<VerifiedAddress>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status400BadRequest);

    public static void MapFollowVerificationLink(this RouteGroupBuilder api) =>
        api.MapGet("/customer/auth/verify-email/{customer_id:long}/{hash}", FollowAsync)
            .ForAnybody()
            .WithName("FollowVerificationLink")
            .WithSummary("Follow a verification link: redirects to the shop's page and does not use the link up")
            .Produces<Answer<string[]>>()
            .Produces(StatusCodes.Status302Found)
            .Produces<ErrorAnswer>(StatusCodes.Status403Forbidden)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);

    public static void MapResendVerification(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/verify-email/resend", ResendAsync)
            .ForCustomers()
            .WithName("ResendVerification")
            .WithSummary("Mail a new verification link")
            .Produces<Answer<string[]>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);

    private static async Task<IResult> VerifyAsync(Caller caller, Body<VerifyAddressRequest> body, VerifyAddress verify, CancellationToken ct) =>
        (await verify.RunAsync(caller, body.Value, ct)).ToAnswer(verified => new Answer<VerifiedAddress>("Email verified.", verified));

    private static async Task<IResult> FollowAsync(
        Caller caller, [FromRoute(Name = "customer_id")] long customerId, string hash, FollowVerificationLink follow, CancellationToken ct)
    {
        var landing = await follow.RunAsync(caller, customerId, hash, ct);
        return landing is { IsRefused: false, Value.Address: { } address }
            ? Microsoft.AspNetCore.Http.Results.Redirect(address)
            : landing.ToAnswer(_ => new Answer<string[]>("Confirm with a POST to customer/auth/verify-email.", []));
    }

    private static async Task<IResult> ResendAsync(Caller caller, ResendVerification resend, CancellationToken ct) =>
        (await resend.RunAsync(caller, ct)).ToAnswer(resent => new Answer<string[]>(MessageOf(resent), []));

    private static string MessageOf(ResentVerification resent) => resent switch
    {
        ResentVerification.Mailed => "Verification email sent.",
        ResentVerification.MailedBefore => "A verification email was sent within the last ten minutes. Its link still works.",
        _ => "The address is verified already.",
    };
}
