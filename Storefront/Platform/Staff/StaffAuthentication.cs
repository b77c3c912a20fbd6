using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Storefront.Platform.Staff;

/// <summary>Registers staff: Identity's users and store, the admin's cookie, and the policy of its pages.</summary>
/// <remarks>The cookie holds the secret of a session row, which every request reads, so a copied cookie dies with the row.</remarks>
public static class StaffAuthentication
{
    /// <summary>The scheme of the admin's cookie.</summary>
    public const string Scheme = "Staff";

    /// <summary>The scheme between the password and the code.</summary>
    public const string HalfScheme = "StaffHalf";

    /// <summary>The policy of every page of the admin but those for visitors.</summary>
    public const string Policy = "staff";

    /// <summary>Where a visitor signs in, and the parameter with the address to return to.</summary>
    public const string SignInPath = "/admin/sign-in";
    public const string ReturnParameter = "return";

    private static readonly TimeSpan HalfLifetime = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffUser>(options => options.User.RequireUniqueEmail = true).AddUserStore<StaffStore>().AddDefaultTokenProviders()
            .AddTokenProvider<StaffInvitationTokens>(StaffInvitationTokens.Purpose).AddTokenProvider<StaffResetTokens>(StaffResetTokens.Purpose);
        services.AddAuthentication().AddCookie(Scheme, Configure).AddCookie(HalfScheme, ConfigureHalf);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        return services.AddScoped<StaffSessions>().AddScoped<StaffAttemptGuard>().AddScoped<StaffMailSender>().AddSingleton<StaffSessionMonitor>();
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie = HostCookie("__Host-staff");
        (options.ExpireTimeSpan, options.SlidingExpiration) = (StaffSession.Lifetime, false);
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = ToSignIn;
        options.Events.OnRedirectToAccessDenied = context => Answer(context.HttpContext, StatusCodes.Status403Forbidden);
    }

    private static void ConfigureHalf(CookieAuthenticationOptions options)
    {
        options.Cookie = HostCookie("__Host-staff-half");
        (options.ExpireTimeSpan, options.SlidingExpiration) = (HalfLifetime, false);
    }

    // Always secure, also where the browser reaches the server over plain HTTP on the local machine.
    private static CookieBuilder HostCookie(string name) => new()
    {
        Name = name,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        SecurePolicy = CookieSecurePolicy.Always,
        Path = "/",
        IsEssential = true,
    };

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (StaffTicket.Of(context.Principal!) is { } ticket
            && await http.RequestServices.GetRequiredService<StaffSessions>().FindAsync(ticket.Secret, http.RequestAborted) is { } session)
        {
            var client = ClientAddress.Bucket(http.Connection.RemoteIpAddress);
            context.ReplacePrincipal((ticket with { SessionId = session.Id, ClientAddress = client }).ToPrincipal());
            return;
        }

        context.RejectPrincipal();
        await http.SignOutAsync(Scheme);
    }

    // Relative, so no request header is repeated in it. A circuit is told by its status.
    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase))
        {
            return Answer(context.HttpContext, StatusCodes.Status401Unauthorized);
        }

        var address = context.Request.Path + context.Request.QueryString;
        context.Response.Headers.Location = HttpMethods.IsGet(context.Request.Method)
            ? $"{SignInPath}?{ReturnParameter}={Uri.EscapeDataString(address)}" : SignInPath;
        return Answer(context.HttpContext, StatusCodes.Status303SeeOther);
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
