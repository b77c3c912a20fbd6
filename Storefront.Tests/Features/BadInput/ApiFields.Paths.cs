namespace Storefront.Tests.Features.BadInput;

/// <summary>The paths of the endpoints with a body.</summary>
internal static partial class ApiFields
{
    public const string Invite = "customers/invite";
    public const string Resend = "customers/invitations/resend";
    public const string Customers = "customers/all";
    public const string FindCustomers = "customers/list";
    public const string Customer = "customers/get";
    public const string UpdateCustomer = "customers/update";
    public const string DeleteCustomer = "customers/delete";
    public const string PreviewCustomer = "customers/deletion-preview";
    public const string Invitations = "customers/invitations/all";
    public const string Invitation = "customers/invitations/get";
    public const string RevokeInvitation = "customers/invitations/revoke";
    public const string Suppressions = "customers/suppressions/all";
    public const string Suppress = "customers/suppressions/add";
    public const string Allow = "customers/suppressions/remove";
    public const string Correct = "customers/invitations/correct";
    public const string Import = "orders/import";
    public const string ShopOrders = "orders/all";
    public const string ShopOrder = "orders/get";
    public const string Preview = "customers/invite/preview";
    public const string Remind = "customers/invitations/remind";
    public const string Bulk = "customers/invite/bulk";
    public const string Batches = "customers/invite/bulk/all";
    public const string BatchRows = "customers/invite/bulk/rows";
    public const string Deletions = "customers/deletions/all";
    public const string Deletion = "customers/deletions/get";
    public const string Accept = "customer/auth/invitation/accept";
    public const string Renew = "customer/auth/invitation/renew";
    public const string Decline = "customer/auth/invitation/decline";
    public const string Login = "customer/auth/login";
    public const string Register = "customer/auth/register";
    public const string Verify = "customer/auth/verify-email";
    public const string Forgot = "customer/auth/password/forgot";
    public const string Reset = "customer/auth/password/reset";
    public const string Delete = "customer/account/delete";
    public const string Profile = "customer/profile/update";
    public const string Addresses = "customer/addresses/update";
    public const string Password = "customer/password/change";
    public const string Email = "customer/email/change";
    public const string Code = "customer/email/change/verify";
    public const string StopChange = "customer/email/change/stop";
    public const string Reminder = "customer/preferences/cart-reminder";
    public const string Revoke = "customer/sessions/revoke";
    public const string Orders = "customer/orders/list";
    public const string Order = "customer/orders/get";

    public const string NewHook = "webhooks/create";
    public const string Hooks = "webhooks/all";
    public const string Hook = "webhooks/get";
    public const string ChangeHook = "webhooks/update";
    public const string DeleteHook = "webhooks/delete";
    public const string RotateHook = "webhooks/rotate-secret";
    public const string TestHook = "webhooks/test";
    public const string Deliveries = "webhooks/deliveries/all";
    public const string Delivery = "webhooks/deliveries/get";
    public const string RetryDelivery = "webhooks/deliveries/retry";
    public const string Recover = "webhooks/deliveries/recover";
}
