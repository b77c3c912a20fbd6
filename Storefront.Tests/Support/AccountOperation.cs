namespace Storefront.Tests.Support;

/// <summary>An operation of a signed-in customer at each door: a path of the API, and a form on a page.</summary>
public sealed record AccountOperation(string ApiPath, string Page, string Form, string Model)
{
    public static readonly AccountOperation UpdateProfile = new("customer/profile/update", "/account/details", "profile", "Profile");
    public static readonly AccountOperation UpdateAddresses = new("customer/addresses/update", "/account/addresses", "addresses", "Addresses");
    public static readonly AccountOperation SetCartReminder = new(
        "customer/preferences/cart-reminder", "/account/preferences", "cart-reminder", "Reminder");
    public static readonly AccountOperation ChangePassword = new("customer/password/change", "/account/password", "change-password", "Input");
    public static readonly AccountOperation ChangeEmail = new("customer/email/change", "/account/email", "change-email", "Input");
    public static readonly AccountOperation VerifyEmail = new("customer/email/change/verify", "/account/email", "verify-email-change", "Code");
    public static readonly AccountOperation EndSession = new("customer/sessions/revoke", "/account/sessions", "end-session", "One");
    public static readonly AccountOperation EndOthers = new("customer/sessions/revoke", "/account/sessions", "end-others", "");
}

/// <summary>Runs an account operation at a door, with the API's field names; a dot separates nested names.</summary>
public static class AccountDoors
{
    public static Task<Outcome> DoAsync(this IDoor door, string session, AccountOperation operation, params (string Field, object? Value)[] fields) =>
        door is ApiDoor ? ByApiAsync(door.Shop, session, operation, fields) : ByBrowserAsync(door.Shop, session, operation, fields);

    private static async Task<Outcome> ByApiAsync(Shop shop, string session, AccountOperation operation, (string Field, object? Value)[] fields)
    {
        var body = new Dictionary<string, object?>();
        foreach (var (field, value) in fields)
        {
            var (parent, name) = field.Split('.') is [var first, var second]
                ? ((Dictionary<string, object?>)(body.GetValueOrDefault(first) ?? (body[first] = new Dictionary<string, object?>()))!, second)
                : (body, field);
            parent[name] = value;
        }

        return ApiDoor.Of(await shop.Api(session).PostAsync(operation.ApiPath, body));
    }

    private static async Task<Outcome> ByBrowserAsync(Shop shop, string session, AccountOperation operation, (string Field, object? Value)[] fields)
    {
        var browser = shop.NewBrowser();
        browser.Cookies["__Host-session"] = session;
        var page = await browser.GetAsync(operation.Page);
        if (page.Page.QuerySelector($"input[name=_handler][value={operation.Form}]") is null)
        {
            return new(false, null, new Dictionary<string, string>(), page.Heading, page.Status);
        }

        var answer = await browser.SubmitFormAsync(
            page, operation.Form, [.. fields.Select(field => ($"{operation.Model}.{Property(field.Field)}", Typed(field.Value)))]);
        var isDone = answer.Status == System.Net.HttpStatusCode.SeeOther;
        var errors = fields.Where(field => answer.Problem(field.Field) is not null)
            .ToDictionary(field => field.Field, field => answer.Problem(field.Field)!);
        return new(
            isDone, isDone ? browser.Cookies.GetValueOrDefault("__Host-session") : null, errors,
            answer.Page.QuerySelector("[role=alert]")?.TextContent.Trim(), answer.Status);
    }

    private static string Property(string field) =>
        string.Concat(field.Split('.')
            .Select((part, place) =>
                (place > 0 ? "." : "") + string.Concat(part.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))));

    private static string? Typed(object? value) =>
        value switch { null or false => null, true => "true", _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) };
}
