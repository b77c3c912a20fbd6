using Microsoft.Extensions.Configuration;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Platform.Mail.Transport;

public sealed class SmtpSettingsTests
{
    [Fact]
    public void The_settings_are_read_from_the_configuration()
    {
        var settings = Read(new()
        {
            ["Mail:Smtp:Host"] = "mail.example.com",
            ["Mail:Smtp:Port"] = "465",
            ["Mail:Smtp:Security"] = "Tls",
            ["Mail:Smtp:UserName"] = "shop",
            ["Mail:Smtp:Password"] = "secret",
            ["Mail:Smtp:Timeout"] = "00:00:05",
        });

        Assert.Equal(("mail.example.com", 465, SmtpSecurity.Tls), (settings.Host, settings.Port, settings.Security));
        Assert.Equal(("shop", "secret", TimeSpan.FromSeconds(5)), (settings.UserName, settings.Password, settings.Timeout));
    }

    [Fact]
    public void What_is_not_configured_is_encrypted_and_limited()
    {
        var settings = Read([]);

        Assert.Equal((587, SmtpSecurity.StartTls, TimeSpan.FromSeconds(30)), (settings.Port, settings.Security, settings.Timeout));
    }

    private static SmtpSettings Read(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(SmtpSettings.Section).Get<SmtpSettings>() ?? new SmtpSettings();
}
