using Storefront.Tests.Features.Invitations.Import;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>What a merchant does about invitations.</summary>
public sealed partial class Recording
{
    private async Task RemindAsync()
    {
        const string path = "customers/invitations/remind";
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { status = "pending" }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { limit = 0 }));
    }

    private async Task PreviewAsync()
    {
        const string path = "customers/invite/preview";
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { email = $"{name}-preview@example.com", message = "Welcome" }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { }));
        const string inspect = ExportFile.Inspect;
        await KeepAsync(inspect, Aurora.MerchantApi.PostRawAsync(inspect, ExportFile.Csv("email,name,newsletter\njane@gmial.com,Jane,yes\n")));
        await KeepAsync(inspect, Aurora.MerchantApi.PostRawAsync(inspect, ExportFile.Csv("email|name\n")));
    }

    private async Task InviteInBulkAsync()
    {
        const string bulk = "customers/invite/bulk";
        var invited = await KeepAsync(
            bulk, Aurora.MerchantApi.PostAsync(bulk, new { customers = new[] { new { email = $"{name}-bulk@example.com" } }, pace = 10 }));
        await KeepAsync(
            bulk, Aurora.MerchantApi.PostAsync(bulk, new { customers = new[] { new { email = $"{name}-bulk@example.com" } }, pace = 10 }));
        await KeepAsync(bulk, Aurora.MerchantApi.PostAsync(bulk, new { customers = Array.Empty<object>() }));
        var batch = new { batch_id = invited.Data.GetProperty("batch").GetProperty("id").GetInt64() };
        foreach (var path in ((string[])["get", "rows", "pause", "pause", "resume", "resume", "test", "cancel", "cancel"])
            .Select(step => $"{bulk}/{step}"))
        {
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, batch));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { batch_id = 987654321 }));
            await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { }));
        }

        await KeepAsync($"{bulk}/all", Aurora.MerchantApi.PostAsync($"{bulk}/all", new { per_page = 1 }));
        await KeepAsync($"{bulk}/all", Aurora.MerchantApi.PostAsync($"{bulk}/all", new { page = 0 }));
    }

    private async Task SuppressAsync()
    {
        const string all = "customers/suppressions/all", add = "customers/suppressions/add", remove = "customers/suppressions/remove";
        var body = new { email = $"{name}-suppressed@example.com" };
        await KeepAsync(add, Aurora.MerchantApi.PostAsync(add, body));
        await KeepAsync(add, Aurora.MerchantApi.PostAsync(add, new { }));
        await KeepAsync(all, Aurora.MerchantApi.PostAsync(all, new { reason = "merchant" }));
        await KeepAsync(all, Aurora.MerchantApi.PostAsync(all, new { reason = "nonsense" }));
        await KeepAsync(Requests.Invite, Aurora.MerchantApi.PostAsync(Requests.Invite, body));
        await KeepAsync(remove, Aurora.MerchantApi.PostAsync(remove, body));
        await KeepAsync(remove, Aurora.MerchantApi.PostAsync(remove, new { }));
    }

    private async Task RevokeAsync()
    {
        const string path = "customers/invitations/revoke";
        await KeepAsync(
            path,
            Aurora.MerchantApi.PostAsync(
                path, new { customer_id = (await Aurora.FindCustomerAsync($"{name}-corrected@example.com"))!.Id, keep_customer = true }));
        await KeepAsync(
            path, Aurora.MerchantApi.PostAsync(path, new { customer_id = (await Aurora.FindCustomerAsync($"{name}-quiet@example.com"))!.Id }));
        await KeepAsync(
            path, Aurora.MerchantApi.PostAsync(path, new { customer_id = (await Aurora.FindCustomerAsync($"{name}-refused@example.com"))!.Id }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { customer_id = 987654321 }));
        await KeepAsync(path, Aurora.MerchantApi.PostAsync(path, new { }));
    }

    private async Task ReadInvitationsAsync(long customer)
    {
        const string all = "customers/invitations/all", get = "customers/invitations/get";
        await KeepAsync(all, Aurora.MerchantApi.PostAsync(all, new { status = "pending", delivery = "sent", per_page = 2 }));
        await KeepAsync(all, Aurora.MerchantApi.PostAsync(all, new { sortKey = "nonsense" }));
        await KeepAsync(get, Aurora.MerchantApi.PostAsync(get, new { customer_id = customer }));
        await KeepAsync(get, Aurora.MerchantApi.PostAsync(get, new { invitation_id = 987654321 }));
        await KeepAsync(get, Aurora.MerchantApi.PostAsync(get, new { }));
    }
}
