using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Accounts.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/login", SignInAsync)
            .ForAnybody()
            .Takes<SignInRequest>()
            .Requires("email", "password")
            .WithName("SignIn")
            .WithSummary("Sign in with address and password")
            .Produces<Answer<SignedInData>>();

    public static void MapSignOut(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/logout", SignOutAsync)
            .ForCustomers()
            .WithName("SignOut")
            .WithSummary("Sign out: end this token")
            .Produces<Answer<string[]>>();

    private static async Task<IResult> SignInAsync(Caller caller, Body<SignInRequest> body, SignIn signIn, CancellationToken ct) =>
        (await signIn.RunAsync(caller, body.Value, ct)).ToAnswer(signedIn => new Answer<SignedInData>(
            "Signed in.", new(CustomerSummary.Of(signedIn.Customer), signedIn.Secret)));

    private static async Task<IResult> SignOutAsync(Caller caller, SignOut signOut, CancellationToken ct) =>
        (await signOut.RunAsync(caller, ct)).ToAnswer(_ => new Answer<string[]>("Signed out.", []));
}
