using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Sessions;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web;

/// <summary>Authenticates a browser by its session row, and redirects visitors of protected pages to the sign-in page.</summary>
/// <remarks>The cookie only names a row of this merchant; the row is read on every request.</remarks>
public sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SessionLookup lookup, SavedFormCookie kept,
    CurrentMerchant currentMerchant)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Session";

    /// <summary>Tells the sign-in page that a form was posted after the session ended.</summary>
    public const string NothingSaved = "nothing";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!currentMerchant.IsSet || ApiKernel.IsApi(Context))
        {
            return AuthenticateResult.NoResult();
        }

        var caller = new Caller
        {
            Merchant = currentMerchant.Merchant,
            ClientAddress = ClientAddress.Bucket(Context.Connection.RemoteIpAddress),
            Device = Device.Of(Request),
            Language = LanguageCookie.Read(Request),
            DeviceSecret = DeviceCookie.ReadOrNew(Request),
            Door = SessionKind.Browser,
        };
        Context.Features.Set(caller);
        if (SessionCookie.Read(Request) is not { } secret
            || await lookup.FindAsync(currentMerchant.Id, SessionKind.Browser, secret, Context.RequestAborted) is not { } session)
        {
            return AuthenticateResult.NoResult();
        }

        if (Sessions.Sessions.IsUseDue(session, TimeProvider.GetUtcNow()))
        {
            await Context.RequestServices.GetRequiredService<Sessions.Sessions>().SeenAsync(session, Context.RequestAborted);
        }

        Context.Features.Set(caller with { Customer = session.Customer, SessionId = session.Id });

        // The claim binds forms to the session: a form made before signing in or out is refused afterwards.
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.Id.ToString(CultureInfo.InvariantCulture))], SchemeName);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status303SeeOther;
        if (SessionCookie.IsOfDeleted(Request))
        {
            // Back, or a second click, after the account was deleted: there is no account to sign in to.
            Response.Headers.Location = ShopPages.Deleted;
            if (Request.Path.Equals(ShopPages.Account, StringComparison.OrdinalIgnoreCase))
            {
                // Whoever opens the account itself is told once; the next user may want to sign in.
                SessionCookie.ForgetDeleted(Response);
            }

            return;
        }

        Response.Headers.Location = SignInAddress();
        if (currentMerchant.IsSet && HttpMethods.IsPost(Request.Method))
        {
            await kept.KeepAsync(Context, currentMerchant.Merchant);
        }
    }

    private string SignInAddress() => Request switch
    {
        { Method: "GET" } => $"{ShopPages.SignIn}?{ReturnAddress.Parameter}={Uri.EscapeDataString(Request.Path + Request.QueryString)}",

        // The second click on "delete" comes after the deletion: there is nothing to repeat.
        _ when Request.Path.Equals(ShopPages.Delete, StringComparison.OrdinalIgnoreCase) => ShopPages.SignIn,
        _ => $"{ShopPages.SignIn}?{ReturnAddress.Parameter}={Uri.EscapeDataString(Request.Path)}&{Components.SavedNote.Parameter}={NothingSaved}",
    };
}
