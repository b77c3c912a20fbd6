using Microsoft.Extensions.Localization;
using Storefront.Platform.Hosting;
using Storefront.Platform.Texts;

namespace Storefront.Features.Development;

/// <summary>Registers what exists only in Development: the demo merchants, the mailbox and the gallery.</summary>
public static class DevelopmentFeature
{
    public static IServiceCollection AddDevelopment(this IServiceCollection services, IHostEnvironment environment) => environment.IsDevelopment()
        ? services.AddScoped<ReadMailbox>().AddScoped<ReadLatestMail>().AddSingleton<DemoGuide>().AddScoped<PreviewMail>()
            .AddTransient<IStringLocalizer<Sentences>, PseudoTexts>().AddSingleton<IStartStep, DemoStart>().AddSingleton<IStartStep, DemoStaff>()
        : services;

    public static void MapDevelopment(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapMailbox();
            StartBanner.Show(app);
        }
    }
}
