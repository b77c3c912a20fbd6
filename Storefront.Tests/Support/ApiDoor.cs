using System.Net;

namespace Storefront.Tests.Support;

/// <summary>The API door.</summary>
public sealed class ApiDoor(Shop shop) : IDoor
{
    public Shop Shop => shop;

    public async Task<Outcome> AcceptAsync(Link link, string password, string? repeated = null) => Of(await shop.Api().PostPublicAsync(
        "customer/auth/invitation/accept", new { email = link.Email, token = link.Token, password, password_confirmation = repeated ?? password }));

    public async Task<Outcome> ForgotAsync(string email) => Of(await shop.Api().PostPublicAsync("customer/auth/password/forgot", new { email }));

    public async Task<Outcome> ResetAsync(Link link, string password, string? repeated = null) => Of(await shop.Api().PostPublicAsync(
        "customer/auth/password/reset", new { email = link.Email, token = link.Token, password, password_confirmation = repeated ?? password }));

    public async Task<Outcome> RegisterAsync(string email, string password, string? firstname = null) =>
        Of(await shop.Api().PostPublicAsync("customer/auth/register", new { email, password, firstname }));

    public async Task<Outcome> VerifyAsync(Link link, string? session = null, string? password = null) =>
        Of(await shop.Api().PostPublicAsync("customer/auth/verify-email", new { email = link.Email, token = link.Token }));

    public async Task<Outcome> ResendVerificationAsync(string session) => Of(await shop.Api(session).PostAsync("customer/auth/verify-email/resend"));

    public async Task<Outcome> SignInAsync(string email, string password) =>
        Of(await shop.Api().PostPublicAsync("customer/auth/login", new { email, password }));

    public async Task<Outcome> SignOutAsync(string session) => Of(await shop.Api(session).PostAsync("customer/auth/logout"));

    public async Task<Outcome> DeleteAsync(string session, string password) =>
        Of(await shop.Api(session).PostAsync("customer/account/delete", new { password }));

    public async Task<bool> IsSignedInAsync(string session) =>
        (await shop.Api(session).PostAsync("customer/profile/get")).Status == HttpStatusCode.OK;

    public async Task<IReadOnlyList<string>> OrdersAsync(string session) =>
        [
            .. (await shop.Api(session).PostAsync("customer/orders/list")).Data.GetProperty("data").EnumerateArray()
            .Select(order => order.GetProperty("order_number").GetString()!)
        ];

    public override string ToString() => "API";

    public static Outcome Of(ApiAnswer answer)
    {
        var errors = answer.Json.TryGetProperty("errors", out var fields)
            ? fields.EnumerateObject().ToDictionary(field => field.Name, field => field.Value[0].GetString()!) : [];
        var isDone = answer.Status is HttpStatusCode.OK or HttpStatusCode.Created;
        var token = isDone && answer.Data.ValueKind == System.Text.Json.JsonValueKind.Object && answer.Data.TryGetProperty("token", out var secret)
            ? secret.GetString()
            : null;
        return new(isDone, token, errors, answer.Message, answer.Status);
    }
}
