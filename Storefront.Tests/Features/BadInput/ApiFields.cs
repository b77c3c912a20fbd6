using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>Every field of every endpoint with a body, and its kind; a dot separates nested names.</summary>
internal static partial class ApiFields
{
    public static IReadOnlyList<(string Path, string Field, string Kind)> All { get; } =
    [
        (NewHook, "url", "receiver"), (NewHook, "events", "required choice"), (NewHook, "description", "line"),
        (Hooks, "page", "number"), (Hooks, "per_page", "number"), (Hook, "webhook_id", "id"),
        (ChangeHook, "webhook_id", "id"), (ChangeHook, "url", "receiver if at all"), (ChangeHook, "events", "choice"),
        (ChangeHook, "description", "line"), (ChangeHook, "status", "choice"),
        (DeleteHook, "webhook_id", "id"), (RotateHook, "webhook_id", "id"), (TestHook, "webhook_id", "id"),
        (Deliveries, "page", "number"), (Deliveries, "per_page", "number"), (Deliveries, "webhook_id", "other id"),
        (Deliveries, "event", "choice"), (Deliveries, "status", "choice"),
        (Tokens, "page", "number"), (Tokens, "per_page", "number"), (RevokeToken, "token_id", "id"),
        (NewToken, "name", "required line"), (NewToken, "abilities", "required choice"), (NewToken, "expires_in_days", "number"),
        (NewToken, "per_minute", "number"), (RotateToken, "token_id", "id"), (RotateToken, "overlap_hours", "hours"),
        (ShopSettings, "language", "choice"), (ShopSettings, "time_zone", "choice"), (ShopSettings, "allows_registration", "flag"),
        (ShopSettings, "invitation_days", "number"), (ShopSettings, "support_email", "address to find"), (ShopSettings, "welcome", "line"),
        .. ((string[])["shop_url", "help_url", "imprint_url", "privacy_url"]).Select(field => (ShopSettings, field, "link")),
        (ShopSettings, "version", "line"), (Overview, "from", "moment if at all"), (Overview, "to", "moment if at all"),
        (PreviewBrand, "primary", "choice"), (PreviewBrand, "accent", "choice"),
        (Brand, "name", "name"), (Brand, "primary", "choice"), (Brand, "accent", "choice"), (Brand, "corners", "choice"),
        (Brand, "tagline", "line"), (Brand, "logo", "line"), (Brand, "version", "line"),
        (Delivery, "delivery_id", "id"), (RetryDelivery, "delivery_id", "id"),
        (Recover, "webhook_id", "id"), (Recover, "since", "moment"), (Recover, "until", "moment if at all"),
        (Invite, "email", "address"), (Invite, "firstname", "name"), (Invite, "lastname", "name"), (Invite, "locale", "choice"),
        (Invite, "message", "message"), (Invite, "expires_in_days", "number"), (Invite, "send_email", "flag"),
        (Invite, "metadata", "notes"), (Preview, "metadata", "notes"),
        (Preview, "email", "address"), (Preview, "firstname", "name"), (Preview, "lastname", "name"), (Preview, "locale", "choice"),
        (Preview, "message", "message"), (Preview, "expires_in_days", "number"), (Preview, "send_email", "flag"),
        (Resend, "customer_id", "id"), (Resend, "invitation_id", "other id"), (Resend, "expires_in_days", "number"), (Resend, "message", "message"),
        (Resend, "send_email", "flag"),
        (Customers, "page", "number"), (Customers, "per_page", "number"), (Customers, "search_query", "line"), (Customers, "status", "choice"),
        (Customers, "sortKey", "choice"), (Customers, "sortOrder", "choice"), (FindCustomers, "search_query", "line"),
        (Customer, "customer_id", "id"), (History, "customer_id", "id"),
        (DeleteCustomer, "customer_id", "id"), (PreviewCustomer, "customer_id", "id"),
        (UpdateCustomer, "customer_id", "id"),
        (UpdateCustomer, "firstname", "name"), (UpdateCustomer, "lastname", "name"), (UpdateCustomer, "phone", "phone"),
        (UpdateCustomer, "account_type", "choice"),
        (UpdateCustomer, "company", "line"), (UpdateCustomer, "tax_number", "line"), (UpdateCustomer, "locale", "choice"),
        (UpdateCustomer, "external_id", "line"),
        (UpdateCustomer, "metadata", "notes"),
        (Remind, "status", "choice"), (Remind, "batch_id", "batch"), (Remind, "not_accepted_for_days", "number"), (Remind, "limit", "number"),
        (Bulk, "customers", "list"), (Bulk, "dry_run", "flag"), (Bulk, "on_existing", "choice"), (Bulk, "pace", "pace"),
        (Bulk, "not_before", "moment if at all"), (Bulk, "locale", "choice"), (Bulk, "message", "message"), (Bulk, "expires_in_days", "number"),
        (Bulk, "mapping", "object"), (Bulk, "allow_repeat", "flag"), (Batches, "page", "number"), (Batches, "per_page", "number"),
        (BatchRows, "batch_id", "id"), (BatchRows, "page", "number"), (BatchRows, "per_page", "number"), (BatchRows, "status", "choice"),
        .. ((string[])["get", "pause", "resume", "cancel", "test"]).Select(name => ($"{Bulk}/{name}", "batch_id", "id")),
        (Correct, "invitation_id", "id"), (Correct, "email", "address"),
        (RevokeInvitation, "customer_id", "id"), (RevokeInvitation, "invitation_id", "other id"), (RevokeInvitation, "keep_customer", "flag"),
        (Invitations, "page", "number"), (Invitations, "per_page", "number"), (Invitations, "status", "choice"), (Invitations, "delivery", "choice"),
        (Invitations, "search_query", "line"), (Invitations, "batch_id", "other id"),
        (Invitations, "from", "moment if at all"), (Invitations, "to", "moment if at all"), (Invitations, "sortKey", "choice"),
        (Invitations, "sortOrder", "choice"),
        (Invitation, "customer_id", "id"), (Invitation, "invitation_id", "other id"),
        (Suppressions, "page", "number"), (Suppressions, "per_page", "number"), (Suppressions, "email", "address to find"),
        (Suppressions, "reason", "choice"),
        (Suppress, "email", "address"), (Suppress, "reason", "choice"), (Allow, "email", "address"),
        (Import, "orders", "list"), (Import, "order_number", "required line"), (Import, "email", "address"), (Import, "status", "required choice"),
        (Import, "payment_status", "required choice"), (Import, "currency", "required choice"), (Import, "placed_at", "moment"),
        (Import, "lines", "list"),
        (Import, "subtotal_amount", "amount"), (Import, "shipping_amount", "amount if at all"), (Import, "tax_amount", "amount if at all"),
        (Import, "total_amount", "amount"),
        (Import, "shipping", "object"), .. Snapshot("shipping"), (Import, "billing", "object"), .. Snapshot("billing"),
        (Import, "invoice_id", "line"), (Import, "invoice_url", "link"), (Import, "tracking_url", "link"),
        (ShopOrders, "page", "number"), (ShopOrders, "per_page", "number"), (ShopOrders, "customer_id", "other id"),
        (ShopOrders, "search_query", "line"),
        (ShopOrders, "sortKey", "choice"), (ShopOrders, "sortOrder", "choice"), (ShopOrder, "order_id", "id"),
        (Deletions, "page", "number"), (Deletions, "per_page", "number"), (Deletion, "receipt_id", "secret"),
        (Accept, "email", "address"), (Accept, "token", "secret"), (Accept, "password", "new password"),
        (Accept, "password_confirmation", "repeated"), (Accept, "project_id", "shop"),
        (Renew, "email", "address"), (Renew, "token", "secret"), (Renew, "project_id", "shop"),
        (Decline, "email", "address"), (Decline, "token", "secret"), (Decline, "project_id", "shop"),
        (Login, "email", "address"), (Login, "password", "password"), (Login, "project_id", "shop"),
        (Register, "email", "address"), (Register, "password", "new password"), (Register, "password_confirmation", "repeated if at all"),
        (Register, "firstname", "name"), (Register, "lastname", "name"),
        (Register, "phone", "phone"), (Register, "account_type", "choice"), (Register, "company", "line"), (Register, "tax_number", "line"),
        (Register, "cart_reminder_consent", "flag"), (Register, "project_id", "shop"),
        (Register, "default_billing", "object"), .. Address(Register, "default_billing"),
        (Verify, "email", "address"), (Verify, "token", "secret"), (Verify, "project_id", "shop"),
        (Forgot, "email", "address"), (Forgot, "project_id", "shop"),
        (Reset, "email", "address"), (Reset, "token", "secret"), (Reset, "password", "new password"), (Reset, "password_confirmation", "repeated"),
        (Reset, "project_id", "shop"),
        (Delete, "password", "password"),
        (Profile, "firstname", "required name"), (Profile, "lastname", "required name"), (Profile, "phone", "required phone"),
        (Profile, "account_type", "choice"), (Profile, "company", "line"), (Profile, "tax_number", "line"), (Profile, "locale", "choice"),
        (Addresses, "default_billing", "object"), .. Address(Addresses, "default_billing"), (Addresses, "default_shipping", "object"),
        .. Address(Addresses, "default_shipping"),
        (Password, "current_password", "password"), (Password, "password", "new password"), (Password, "password_confirmation", "repeated"),
        (Email, "email", "address"), (Email, "current_password", "password"),
        (Code, "token", "code"),
        (StopChange, "email", "address"), (StopChange, "token", "secret"), (StopChange, "project_id", "shop"),
        (Reminder, "enabled", "required flag"),
        (Revoke, "id", "id"), (Revoke, "others", "flag"),
        (PasskeyOptions, "current_password", "password if at all"),
        (NewPasskey, "name", "required line"), (NewPasskey, "state", "secret"), (NewPasskey, "credential", "secret"),
        (NamePasskey, "id", "id"), (NamePasskey, "name", "required line"),
        (RemovePasskey, "id", "id"), (RemovePasskey, "current_password", "password if at all"),
        (PasskeyLoginOptions, "project_id", "shop"),
        (PasskeyLogin, "state", "secret"), (PasskeyLogin, "credential", "secret"), (PasskeyLogin, "project_id", "shop"),
        (Orders, "page", "number"), (Orders, "per_page", "number"), (Orders, "search_query", "value"), (Orders, "sortKey", "choice"),
        (Orders, "sortOrder", "choice"),
        (Order, "order_id", "id"),
    ];

    /// <summary>A body, as JSON by field, in which every required field is valid.</summary>
    public static Dictionary<string, string> GoodBody(this PatientPlatform patient, string path)
    {
        var link = path switch { Accept or Renew or Decline => patient.Open, Reset => patient.Reset, Verify => patient.Unproven, _ => null };
        var email = path switch
        {
            Invite or Register or Suppress or Allow or Correct or Preview => "never-stored@example.com",
            Email => "never-moved@example.com",
            Login or Forgot or StopChange => PatientPlatform.Email,
            _ => link?.Email
        };
        Dictionary<string, object?> good = new()
        {
            ["email"] = email,
            ["token"] = link?.Token ?? (path == StopChange ? "unknown" : null),
            ["password"] = path is Accept or Login or Register or Reset or Delete or Password ? Shop.GoodPassword : null,
            ["password_confirmation"] = path is Accept or Reset or Password ? Shop.GoodPassword : null,
            ["current_password"] = path is Email or Password ? Shop.GoodPassword : null,
            ["project_id"] = path.Contains("/auth/", StringComparison.Ordinal) || path == StopChange ? patient.Shop.Id : null,
            ["url"] = path == NewHook ? "https://receiver.example/hook" : null,
            ["events"] = path == NewHook ? "*" : null,
            ["webhook_id"] = path is ChangeHook or Recover ? patient.WebhookId : null,
            ["name"] = path == NewToken ? "never-stored" : path is NewPasskey or NamePasskey ? "Phone" : null,
            ["token_id"] = path == RotateToken ? 987654321 : null,
            ["abilities"] = path == NewToken ? "orders.read" : null,
            ["since"] = path == Recover ? patient.Platform.Clock.Now : null,
            ["customer_id"] = path == UpdateCustomer ? patient.CustomerId : null,
            ["customers"] = path == Bulk ? new[] { new { email = "never-stored@example.com" } } : null,
            ["batch_id"] = path == BatchRows ? 1 : null,
            ["firstname"] = path == Profile ? "Jane" : null,
            ["lastname"] = path == Profile ? "Doe" : null,
            ["phone"] = path == Profile ? "+31 20 123 4567" : null,
            ["id"] = path is NamePasskey or RemovePasskey ? 987654321 : null,
            ["state"] = path is NewPasskey or PasskeyLogin ? "unknown" : null,
            ["credential"] = path is NewPasskey or PasskeyLogin ? "{}" : null,
        };
        if (path == Import)
        {
            return ImportedOrders.New("never-stored", "never-stored@example.com").Where(field => field.Key != "billing")
                .ToDictionary(field => field.Key, field => field.Value!.ToJsonString());
        }

        foreach (var parent in path switch
        {
            Register => ["default_billing"],
            Addresses => ["default_billing", "default_shipping"],
            _ => Array.Empty<string>()
        })
        {
            (
                good[$"{parent}.firstname"], good[$"{parent}.lastname"], good[$"{parent}.street"], good[$"{parent}.postcode"], good[$"{parent}.city"],
                good[$"{parent}.country"]) =
                ("Jane", "Doe", "Keizersgracht", "1015 CJ", "Amsterdam", "NL");
        }

        return good.Where(field => field.Value is not null).ToDictionary(field => field.Key, field => JsonSerializer.Serialize(field.Value));
    }

    /// <summary>Puts another value into a body; an object replaces its fields.</summary>
    public static IEnumerable<KeyValuePair<string, string>> With(this Dictionary<string, string> body, string field, string value) =>
        body.Where(other => other.Key != field && !other.Key.StartsWith($"{field}.", StringComparison.Ordinal)).Append(new(field, value));

    /// <summary>The JSON of a body; an empty value omits its field, and a field may appear twice.</summary>
    public static string Json(IEnumerable<KeyValuePair<string, string>> fields) =>
        "{" + string.Join(",", fields.Where(field => field.Value.Length > 0).GroupBy(field => field.Key.Split('.')[0]).SelectMany(Part)) + "}";

    private static IEnumerable<string> Part(IGrouping<string, KeyValuePair<string, string>> fields) => fields.First().Key == fields.Key
        ? fields.Select(field => $"\"{field.Key}\":{field.Value}")
        : [$"\"{fields.Key}\":{Json(fields.Select(field => new KeyValuePair<string, string>(field.Key[(fields.Key.Length + 1)..], field.Value)))}"];

    private static IEnumerable<(string, string, string)> Snapshot(string parent) =>
        ((string[])["firstname", "lastname", "street", "number", "postcode", "city", "country", "phone"])
            .Select(field => (Import, $"{parent}.{field}", "line"));

    private static IEnumerable<(string, string, string)> Address(string path, string parent) =>
    [
        (path, $"{parent}.firstname", "required name"), (path, $"{parent}.lastname", "required name"), (path, $"{parent}.street", "required line"),
        (path, $"{parent}.number", "line"),
        (path, $"{parent}.postcode", "required value"), (path, $"{parent}.city", "required value"), (path, $"{parent}.country", "country"),
        (path, $"{parent}.phone", "phone"),
    ];
}

/// <summary>The same, for theories.</summary>
public sealed class EveryApiField : TheoryData<string, string, string>
{
    public EveryApiField()
    {
        foreach (var (path, field, kind) in ApiFields.All)
        {
            Add(path, field, kind);
        }
    }
}
