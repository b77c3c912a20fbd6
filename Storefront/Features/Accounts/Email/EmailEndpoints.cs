using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Email;

internal static class EmailEndpoints
{
    public static void MapChangeEmail(this RouteGroupBuilder api) =>
        api.MapPost("/customer/email/change", ChangeAsync)
            .ForCustomers()
            .Takes<ChangeEmailRequest>()
            .Requires("email", "current_password")
            .WithName("ChangeEmail")
            .WithSummary("Mail a code to a new address")
            .Produces<Answer<string[]>>();

    public static void MapVerifyEmailChange(this RouteGroupBuilder api) =>
        api.MapPost("/customer/email/change/verify", VerifyAsync)
            .ForCustomers()
            .Takes<VerifyEmailChangeRequest>()
            .Requires("token")
            .WithName("VerifyEmailChange")
            .WithSummary("Confirm the address change with the mailed code; every token ends")
            .Produces<Answer<EmailData>>();

    public static void MapStopEmailChange(this RouteGroupBuilder api) =>
        api.MapPost("/customer/email/change/stop", StopAsync)
            .ForAnybody()
            .Takes<AccountLink>()
            .Requires("email", "token")
            .WithName("StopEmailChange")
            .WithSummary("Stop an address change with the link mailed to the present address")
            .Produces<Answer<string[]>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status400BadRequest);

    private static async Task<IResult> StopAsync(Caller caller, Body<AccountLink> body, StopEmailChange stop, CancellationToken ct) =>
        (await stop.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Change stopped.", []));

    private static async Task<IResult> ChangeAsync(Caller caller, Body<ChangeEmailRequest> body, ChangeEmail change, CancellationToken ct) =>
        (await change.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Code sent.", []));

    private static async Task<IResult> VerifyAsync(
        Caller caller, Body<VerifyEmailChangeRequest> body, VerifyEmailChange verify, CancellationToken ct) =>
        (await verify.RunAsync(caller, body.Value, ct)).ToAnswer(customer => new Answer<EmailData>("Address changed.", new(customer.Email!)));
}

/// <summary>The customer's new address.</summary>
public sealed record EmailData(string Email);
