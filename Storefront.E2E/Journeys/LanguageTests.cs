using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>A chosen language applies to pages and mails from then on, with script and without.</summary>
[Collection(OnTheSite.Name)]
public sealed class LanguageTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_chosen_language_follows_the_shopper_to_other_browsers(bool script)
    {
        var (german, email) = (DemoShop.Words("de"), DemoShop.NewEmail());
        await using var visitor = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = script });
        await visitor.GoAsync("/account/sign-in?email=jane%40example.com");
        Assert.Equal("nl", await visitor.LanguageAsync());

        await visitor.SpeakAsync("Deutsch");
        Assert.Equal("/account/sign-in?email=jane%40example.com", visitor.Path);
        Assert.Equal(("de", german["Sign in"]), (await visitor.LanguageAsync(), await visitor.HeadingAsync()));
        await visitor.RegisterAsync(email);
        Assert.Equal(german["My account"], await visitor.HeadingAsync());
        Assert.Contains("lang=\"de\"", (await site.Birch.WaitForMailsAsync(email))[0].Html, StringComparison.Ordinal);

        await using var elsewhere = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = script });
        await elsewhere.SignInAsync(email);
        Assert.Equal(("de", german["My account"]), (await elsewhere.LanguageAsync(), await elsewhere.HeadingAsync()));
        await elsewhere.SpeakAsync("Français");
        await visitor.Page.ReloadAsync();
        Assert.Equal("fr", await visitor.LanguageAsync());
        visitor.AssertSilent();
    }
}
