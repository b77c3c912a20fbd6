using System.Net;

namespace Storefront.Tests.Support;

/// <summary>One of the two ways to reach an operation at a merchant: the API or the page. Tests run their rules through both.</summary>
public interface IDoor
{
    Shop Shop { get; }
    Task<Outcome> AcceptAsync(Link link, string password, string? repeated = null);
    Task<Outcome> ForgotAsync(string email);
    Task<Outcome> ResetAsync(Link link, string password, string? repeated = null);
    Task<Outcome> RegisterAsync(string email, string password, string? firstname = null);

    /// <summary>Opens a verification link and confirms; a browser that is not signed in types the password.</summary>
    Task<Outcome> VerifyAsync(Link link, string? session = null, string? password = null);
    Task<Outcome> ResendVerificationAsync(string session);
    Task<Outcome> SignInAsync(string email, string password);
    Task<Outcome> SignOutAsync(string session);
    Task<Outcome> DeleteAsync(string session, string password);

    /// <summary>Whether a session still opens the account.</summary>
    Task<bool> IsSignedInAsync(string session);

    /// <summary>The numbers of the orders the session's customer sees, newest first.</summary>
    Task<IReadOnlyList<string>> OrdersAsync(string session);
}

/// <summary>How an operation ended at a door; a session is the bearer token or the cookie's value.</summary>
public sealed record Outcome(bool IsDone, string? Session, IReadOnlyDictionary<string, string> Errors, string? Message, HttpStatusCode Status)
{
    public bool IsSignedIn => Session is not null;

    public string? Error(string field) => Errors.GetValueOrDefault(field);
}
