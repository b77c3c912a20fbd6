using AngleSharp.Html.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Storefront.Admin.Customers;
using Storefront.Features.Accounts;
using Storefront.Tests.Features.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Admin;

/// <summary>The dialog that changes a customer.</summary>
public sealed class EditCustomerDialogTests(TestPlatform platform) : AdminComponentTest(platform), IClassFixture<TestPlatform>
{
    [Theory]
    [InlineData(null, null, "")]
    [InlineData("nl", "nl", "nl")]
    public async Task A_customer_keeps_the_language_they_have_or_have_not(string? stored, string? kept, string shown)
    {
        var email = $"edited-{Guid.CreateVersion7():n}@example.com";
        await Platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email, locale = stored });
        var customer = (await Platform.Aurora.FindCustomerAsync(email))!;
        var shop = await OpenAsync(Platform.Aurora, StaffScene.OwnerOfAurora);
        var provider = Render<MudDialogProvider>();

        await provider.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<EditCustomerDialog>(
            "Edit", new DialogParameters<EditCustomerDialog>
            {
                { edit => edit.ShopId, 1 }, { edit => edit.Shop, shop }, { edit => edit.Customer, MerchantCustomer.Of(customer) },
            }));
        var language = provider.FindAll("select").Cast<IHtmlSelectElement>().Last();
        Assert.Equal(shown, language.Value);
        Assert.Equal("The shop's language (English)", language.Options[0].Text);
        await provider.FindAll("button").Single(button => button.TextContent.Trim() == "Save").ClickAsync(new());

        await Eventually.IsSoAsync(() => provider.FindAll("select").Count == 0);
        Assert.Equal(kept, (await Platform.Aurora.FindCustomerAsync(email))!.Language);
    }
}
