namespace Storefront.Tests.Rules;

/// <summary>Who may use an endpoint, and on which hosts it exists.</summary>
public enum Audience
{
    /// <summary>Anybody, everywhere: the platform's own pages and files.</summary>
    Everywhere,

    /// <summary>Anybody, on merchants' hosts only.</summary>
    Shop,

    /// <summary>Signed-in customers of the merchant, by cookie.</summary>
    Browser,

    /// <summary>The API's public endpoints: anybody who names a merchant of this host.</summary>
    Public,

    /// <summary>The API's customer endpoints.</summary>
    Bearer,

    /// <summary>The API's merchant endpoints.</summary>
    Merchant,

    /// <summary>The merchant endpoints that a token opens only when it names their ability.</summary>
    Manager,

    /// <summary>The merchant endpoints that only read: a token with the reading ability opens them too.</summary>
    Reader,

    /// <summary>Anybody, on the platform's hosts only.</summary>
    Platform,

    /// <summary>Staff, on the platform's hosts only; no credential of a shop is one.</summary>
    Staff,

    /// <summary>Whoever has typed the password of a staff member and owes the code; everybody else is sent to sign in.</summary>
    HalfStaff,

    /// <summary>The circuits of staff: a status instead of the sign-in page, and nothing for what no page of ours sent.</summary>
    Circuit,
}

/// <summary>The kinds of answers that a stranger can tell apart.</summary>
public enum Admittance
{
    Allowed,
    Unauthorized,
    Forbidden,
    NotFound,
    WrongProject,
    SentToSignIn,
}

/// <summary>A credential: of which merchant, and of what kind.</summary>
public sealed record Credential(string Kind, long Shop)
{
    public const string None = "nothing";
    public const string Token = "merchant token";
    public const string Star = "merchant token of a star";
    public const string Readonly = "readonly token";
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";
    public const string DeadBearer = "bearer of a deleted customer";
    public const string DeadCookie = "cookie of a deleted customer";

    public static readonly IReadOnlyList<Credential> All =
    [
        new(None, 0),
        .. from shop in new[] { 1L, 2L } from kind in new[] { Token, Bearer, Cookie, DeadBearer, DeadCookie } select new Credential(kind, shop),
        new(Star, 1),
        new(Readonly, 1),
    ];
}

/// <summary>One endpoint of the application and its expected access: a row of the matrix.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The route as the application names it.</param>
/// <param name="Audience">Who may use it.</param>
/// <param name="Body">A plausible JSON body, or the path with its values; <c>{pending}</c>, <c>{order}</c> and <c>{new}</c> stand for
/// things of merchant 1.</param>
/// <param name="OfShop1">Whether the body or path names a thing of merchant 1, which must be unknown to merchant 2.</param>
public sealed record Row(string Method, string Route, Audience Audience, string Body = "{}", bool OfShop1 = false)
{
    /// <summary>The expected answer for a credential at a host: merchant 1, merchant 2, or the platform (0).</summary>
    public Admittance At(long host, Credential held) => Audience switch
    {
        Audience.Platform or Audience.Staff or Audience.HalfStaff or Audience.Circuit when host != 0 => Admittance.NotFound,
        Audience.Platform => Admittance.Allowed,
        Audience.Staff or Audience.HalfStaff => Admittance.SentToSignIn,
        Audience.Circuit => Admittance.Unauthorized,
        Audience.Everywhere => OfShop1 && host == 2 ? Admittance.NotFound : Admittance.Allowed,
        _ when Audience is Audience.Shop or Audience.Browser && host == 0 => Admittance.NotFound,
        Audience.Shop => Admittance.Allowed,
        Audience.Browser when held.Kind != Credential.Cookie || held.Shop != host => Admittance.SentToSignIn,
        Audience.Public => host == 2 ? Admittance.WrongProject : Admittance.Allowed,
        Audience.Bearer when held.Kind != Credential.Bearer || (host != 0 && held.Shop != host) => Admittance.Unauthorized,
        Audience.Merchant or Audience.Manager or Audience.Reader
            when held.Kind is not (Credential.Token or Credential.Star or Credential.Readonly) || (host != 0 && held.Shop != host) =>
            Admittance.Unauthorized,
        Audience.Merchant or Audience.Manager when held.Kind == Credential.Readonly => Admittance.Forbidden,
        Audience.Manager when held.Kind == Credential.Star => Admittance.Forbidden,
        _ => OfShop1 && held.Shop == 2 ? Admittance.NotFound : Admittance.Allowed,
    };

    public override string ToString() => $"{Method} {Route}";
}
