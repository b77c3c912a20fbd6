using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.Registration;

internal static class RegisterEndpoint
{
    public static void MapRegisterCustomer(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/register", HandleAsync)
            .ForAnybody()
            .Takes<RegisterRequest>()
            .Requires("email", "password")
            .WithName("RegisterCustomer")
            .WithSummary("Register a customer and sign in")
            .Produces<Answer<SignedInData>>(StatusCodes.Status201Created);

    private static async Task<IResult> HandleAsync(Caller caller, Body<RegisterRequest> body, RegisterCustomer register, CancellationToken ct) =>
        (await register.RunAsync(caller, body.Value, ct)).ToAnswer(
            signedIn => new Answer<SignedInData>("Account created.", new(CustomerSummary.Of(signedIn.Customer), signedIn.Secret)),
            StatusCodes.Status201Created);
}
