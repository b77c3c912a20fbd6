using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Storefront.Tests.Components;

/// <summary>Renders one shared component alone, in English unless a test chooses otherwise.</summary>
public abstract class ShopComponentTest : BunitContext
{
    protected ShopComponentTest()
    {
        Services.AddLocalization().AddTransient<Storefront.Platform.Texts.PageText>();
        Speak("en");
    }

    protected static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
