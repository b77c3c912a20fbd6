using Storefront.Features.Accounts.Passkeys;
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

    public static void MapPasskeySignIn(this RouteGroupBuilder api)
    {
        api.MapPost("/customer/auth/passkey/options", PrepareAsync)
            .ForAnybody()
            .Takes<PreparePasskeySignInRequest>()
            .WithName("PreparePasskeySignIn")
            .WithSummary("Get the options for signing in with a passkey")
            .Produces<Answer<PasskeyOptionsData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
        api.MapPost("/customer/auth/passkey/login", SignInWithPasskeyAsync)
            .ForAnybody()
            .Takes<PasskeySignInRequest>()
            .Requires("state", "credential")
            .WithName("SignInWithPasskey")
            .WithSummary("Sign in with a passkey")
            .Produces<Answer<SignedInData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
    }

    public static void MapSignOut(this RouteGroupBuilder api) =>
        api.MapPost("/customer/auth/logout", SignOutAsync)
            .ForCustomers()
            .WithName("SignOut")
            .WithSummary("Sign out: end this token")
            .Produces<Answer<string[]>>();

    private static async Task<IResult> SignInAsync(Caller caller, Body<SignInRequest> body, SignIn signIn, CancellationToken ct) =>
        (await signIn.RunAsync(caller, body.Value, ct)).ToAnswer(signedIn => new Answer<SignedInData>(
            "Signed in.", new(CustomerSummary.Of(signedIn.Customer), signedIn.Secret)));

    private static async Task<IResult> PrepareAsync(Caller caller, PreparePasskeySignIn prepare) =>
        (await prepare.RunAsync(caller)).ToAnswer(PasskeyOptionsData.Answer);

    private static async Task<IResult> SignInWithPasskeyAsync(
        Caller caller, Body<PasskeySignInRequest> body, SignInWithPasskey signIn, CancellationToken ct) =>
        (await signIn.RunAsync(caller, body.Value, ct)).ToAnswer(signedIn => new Answer<SignedInData>(
            "Signed in.", new(CustomerSummary.Of(signedIn.Customer), signedIn.Secret)));

    private static async Task<IResult> SignOutAsync(Caller caller, SignOut signOut, CancellationToken ct) =>
        (await signOut.RunAsync(caller, ct)).ToAnswer(_ => new Answer<string[]>("Signed out.", []));
}
