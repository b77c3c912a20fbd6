namespace Storefront.Tests.Rules;

/// <summary>Who may use an endpoint, and where it exists.</summary>
public enum Audience
{
    /// <summary>Anybody, everywhere: the platform's own pages and files.</summary>
    Everywhere,

    /// <summary>Anybody, at shops only.</summary>
    Shop,

    /// <summary>Signed-in customers of the shop, by cookie.</summary>
    Browser,

    /// <summary>The API's public endpoints: anybody who names a shop that is here.</summary>
    Public,

    /// <summary>The API's customer endpoints.</summary>
    Bearer,

    /// <summary>The API's merchant endpoints.</summary>
    Merchant,

    /// <summary>Those of them that only read: the token that may read customers opens them too.</summary>
    Reader,
}

/// <summary>The kinds of answers that matter to a stranger.</summary>
public enum Admittance
{
    Allowed,
    Unauthorized,
    Forbidden,
    NotFound,
    WrongProject,
    SentToSignIn,
}

/// <summary>What somebody holds: of which shop, and of what kind.</summary>
public sealed record Credential(string Kind, long Shop)
{
    public const string None = "nothing";
    public const string Token = "merchant token";
    public const string Readonly = "readonly token";
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";
    public const string DeadBearer = "bearer of a deleted customer";
    public const string DeadCookie = "cookie of a deleted customer";

    public static readonly IReadOnlyList<Credential> All =
    [
        new(None, 0),
        .. from shop in new[] { 1L, 2L } from kind in new[] { Token, Bearer, Cookie, DeadBearer, DeadCookie } select new Credential(kind, shop),
        new(Readonly, 1),
    ];
}

/// <summary>One endpoint of the application and what is known about it: the row of the matrix.</summary>
/// <param name="Method">How it is asked.</param>
/// <param name="Route">The route as the application names it.</param>
/// <param name="Audience">Who may use it.</param>
/// <param name="Body">A plausible JSON body, or the path with its values; <c>{pending}</c>, <c>{order}</c> and <c>{new}</c> stand for things of shop 1.</param>
/// <param name="OfShop1">Whether the body or path names a thing of shop 1, which must be unknown to shop 2.</param>
public sealed record Row(string Method, string Route, Audience Audience, string Body = "{}", bool OfShop1 = false)
{
    /// <summary>What somebody with the credential must get at a host: shop 1, shop 2, or the platform (0).</summary>
    public Admittance At(long host, Credential held) => Audience switch
    {
        Audience.Everywhere => OfShop1 && host == 2 ? Admittance.NotFound : Admittance.Allowed,
        _ when Audience is Audience.Shop or Audience.Browser && host == 0 => Admittance.NotFound,
        Audience.Shop => Admittance.Allowed,
        Audience.Browser when held.Kind != Credential.Cookie || held.Shop != host => Admittance.SentToSignIn,
        Audience.Public => host == 2 ? Admittance.WrongProject : Admittance.Allowed,
        Audience.Bearer when held.Kind != Credential.Bearer || (host != 0 && held.Shop != host) => Admittance.Unauthorized,
        Audience.Merchant or Audience.Reader when held.Kind is not (Credential.Token or Credential.Readonly) || (host != 0 && held.Shop != host) => Admittance.Unauthorized,
        Audience.Merchant when held.Kind == Credential.Readonly => Admittance.Forbidden,
        _ => OfShop1 && held.Shop == 2 ? Admittance.NotFound : Admittance.Allowed,
    };

    public override string ToString() => $"{Method} {Route}";
}
