using System.Net;
using System.Text;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.Settings;

/// <summary>A shop's brand by the API: the same cleaning as by command, with the contrast of the colours.</summary>
public sealed class BrandApiTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Update = "shop/brand/update";

    private Shop Aurora => platform.Aurora;

    [Fact]
    public async Task A_logo_is_rebuilt_stored_and_taken_away_again()
    {
        var picture = Pictures.Png(200, 50, [("tEXt", "camera")]);

        var set = await Aurora.MerchantApi.PostAsync(Update, new { logo = Convert.ToBase64String(picture), name = "Aurora" });

        var brand = set.Data.GetProperty("brand");
        Assert.Equal("Aurora", brand.GetProperty("name").GetString());
        var logo = brand.GetProperty("logo");
        Assert.Equal((200, 50), (logo.GetProperty("width").GetInt32(), logo.GetProperty("height").GetInt32()));
        Assert.Equal(
            Pictures.Png(200, 50), await platform.AsAsync(Aurora, db => Task.FromResult(db.BrandLogos.Single().Content)));
        Assert.Equal(0, await platform.Birch.CountAsync(db => db.BrandLogos));
        var cleared = await Aurora.MerchantApi.PostAsync(Update, new { logo = "" });
        Assert.Equal(System.Text.Json.JsonValueKind.Null, cleared.Data.GetProperty("brand").GetProperty("logo").ValueKind);
        Assert.Equal(0, await Aurora.CountAsync(db => db.BrandLogos));
    }

    [Theory]
    [InlineData("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><script>alert(1)</script></svg>""")]
    [InlineData("no picture at all")]
    public async Task A_file_that_is_no_safe_picture_is_refused(string content)
    {
        var logo = Convert.ToBase64String(Encoding.UTF8.GetBytes(content));

        var answer = await platform.UnchangedAsync(() => Aurora.MerchantApi.PostAsync(Update, new { logo, tagline = "changed" }));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error("logo"));
    }

    [Theory]
    [InlineData("#000000", false)]
    [InlineData("#ffff00", true)]
    public async Task A_preview_tells_the_contrast_and_whether_a_colour_is_corrected(string primary, bool isCorrected)
    {
        var answer = await platform.UnchangedAsync(() => Aurora.MerchantApi.PostAsync("shop/brand/preview", new { primary, accent = "#7c2d12" }));

        var light = answer.Data.GetProperty("contrast").GetProperty("light");
        Assert.Equal(isCorrected, light.GetProperty("is_corrected").GetBoolean());
        Assert.InRange(light.GetProperty("link_contrast").GetDouble(), 4.5, 21);
        Assert.InRange(light.GetProperty("button_contrast").GetDouble(), 4.5, 21);
        Assert.InRange(answer.Data.GetProperty("contrast").GetProperty("dark").GetProperty("mark_contrast").GetDouble(), 3, 21);
    }

    [Fact]
    public async Task Whoever_saves_second_is_told()
    {
        var version = (await Aurora.MerchantApi.PostAsync("shop/brand/get")).Data.GetProperty("brand").GetProperty("version").GetString();
        var first = await Aurora.MerchantApi.PostAsync(Update, new { primary = "#123456", version });

        var second = await Aurora.MerchantApi.PostAsync(Update, new { primary = "#654321", version });

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal((HttpStatusCode.Conflict, "shop.changed"), (second.Status, second.Code));
    }
}
