using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Storefront.E2E.Support;

/// <summary>Starts the program as a developer would, but in its own folder and without the limits that a test run would reach.</summary>
internal sealed class SiteProgram : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("storefront-e2e-").FullName;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // The linked settings are copied to the tests' output folder.
        builder.UseContentRoot(AppContext.BaseDirectory);
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Storefront", $"Data Source={Path.Combine(_folder, "storefront.db")};Pooling=False");
        builder.UseSetting("RateLimits:PerMinute", "100000");
        builder.UseSetting("RateLimits:MailsPerMerchantPerHour", "100000");
        builder.UseSetting("RateLimits:MailsPerRecipientPerHour", "100");
        builder.UseSetting("RateLimits:RecoveryMailsPerRecipientPerHour", "100");
        builder.UseSetting("RateLimits:UnprovenMailsPerRecipientPerHour", "100");
        builder.UseSetting("RateLimits:SelfServiceMailsPerAccountPerHour", "100");
        builder.UseSetting("RateLimits:SelfServiceMailsPerClientPerHour", "100000");
        builder.UseSetting("RateLimits:SelfServiceMailsPerMerchantPerHour", "100000");
        builder.UseSetting("RateLimits:PasswordTriesPer15Minutes", "1000");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
