using System.Reflection;
using System.Text.Json;
using Storefront.Admin.Brand;
using Storefront.Admin.Settings;
using Storefront.Features.Merchants.Settings;

namespace Storefront.Tests.Admin;

/// <summary>A form whose rows somebody else changed meanwhile: neither's change is lost, whichever field it is.</summary>
public sealed class MergedFormTests
{
    [Fact]
    public void Each_field_of_the_brand_keeps_its_own_change_and_takes_over_the_others()
    {
        var merchant = NewMerchant("one");
        foreach (var field in Fields(typeof(BrandForm)).Where(field => field.Name is not ("Logo" or "Picture")))
        {
            var form = BrandForm.Of(BrandView.Of(merchant));
            field.SetValue(form, "mine");
            var merged = form.Onto(BrandView.Of(merchant), BrandView.Of(NewMerchant("two")));
            AssertMerged(field, merged, BrandForm.Of(BrandView.Of(NewMerchant("two"))));
        }
    }

    [Fact]
    public void Each_setting_keeps_its_own_change_and_takes_over_the_others()
    {
        var merchant = NewMerchant("one");
        foreach (var field in Fields(typeof(SettingsForm)))
        {
            var form = SettingsForm.Of(ShopSettings.Of(merchant));
            field.SetValue(form, "mine");
            var merged = form.Onto(ShopSettings.Of(merchant), ShopSettings.Of(NewMerchant("two")));
            AssertMerged(field, merged, SettingsForm.Of(ShopSettings.Of(NewMerchant("two"))));
        }
    }

    private static void AssertMerged<T>(PropertyInfo mine, T merged, T theirs)
    {
        mine.SetValue(theirs, "mine");
        Assert.Equal(JsonSerializer.Serialize(theirs), JsonSerializer.Serialize(merged));
    }

    private static IEnumerable<PropertyInfo> Fields(Type form) => form.GetProperties().Where(field => field.SetMethod?.IsPublic == true);

    private static Merchant NewMerchant(string who) => new()
    {
        Name = $"Shop {who}",
        SenderAddress = $"{who}@example.com",
        SupportAddress = $"{who}@example.com",
        Language = who == "one" ? "en" : "nl",
        PrimaryColor = who == "one" ? "#111111" : "#222222",
        AccentColor = who == "one" ? "#333333" : "#444444",
        Corners = who == "one" ? Corners.Round : Corners.Square,
        Tagline = $"Tagline {who}",
        Welcome = $"Welcome {who}",
        ShopUrl = $"https://{who}.example/",
        HelpUrl = $"https://{who}.example/help",
        ImprintUrl = $"https://{who}.example/imprint",
        PrivacyUrl = $"https://{who}.example/privacy",
    };
}
