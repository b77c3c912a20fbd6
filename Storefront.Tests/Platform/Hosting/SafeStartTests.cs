using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>The real program refuses unsafe settings with one line that says why.</summary>
public sealed class SafeStartTests : IClassFixture<SafeStartTests.MigratedFolder>
{
    private const string MailServer = "Mail:Transport=Smtp;Mail:Smtp:Host=mail.example";
    private readonly ProgramFolder _folder;

    public SafeStartTests(MigratedFolder migrated) => _folder = migrated.Folder;

    [Theory]
    [InlineData("No mail server is configured", "")]
    [InlineData("No mail server is configured", "Mail:Transport=Mailbox;Mail:Smtp:Host=mail.example")]
    [InlineData("The setting Mail:Transport is 'Pigeon'", "Mail:Transport=Pigeon", "Development")]
    [InlineData("Demo:Enabled is for Development only", $"{MailServer};Demo:Enabled=true")]
    [InlineData("Webhooks:AllowPrivateAddresses is for Development only", $"{MailServer};Webhooks:AllowPrivateAddresses=true")]
    [InlineData("Webhooks:AllowPrivateAddresses", $"{MailServer};Webhooks:AllowPrivateAddresses=perhaps")]
    [InlineData("The setting Storage:Provider is 'MySql'", $"{MailServer};Storage:Provider=MySql")]
    [InlineData("The setting ConnectionStrings:Storefront is missing", $"{MailServer};ConnectionStrings:Storefront=")]
    [InlineData("The setting ConnectionStrings:Storefront is not a connection string", $"{MailServer};ConnectionStrings:Storefront=Password=hush")]
    [InlineData(
        "The database is behind this version. Run the command: database migrate", $"{MailServer};ConnectionStrings:Storefront=Data Source~behind.db")]
    [InlineData("The database does not answer", $"{MailServer};Storage:Provider=PostgreSql;ConnectionStrings:Storefront=Host~127.0.0.1,Port~1")]
    [InlineData("Platform:Hosts holds 'no host'", $"{MailServer};Platform:Hosts=no host")]
    [InlineData("Every number under RateLimits must be above zero", $"{MailServer};RateLimits:PerMinute=0")]
    [InlineData("RateLimits:PasswordTriesPer15Minutes", $"{MailServer};RateLimits:PasswordTriesPer15Minutes=many")]
    [InlineData("The files of the time zones are missing", $"{MailServer};TZDIR=/nowhere")]
    [InlineData("The files of the time zones are missing", "TZDIR=/nowhere", "Development")]
    [InlineData("Proxies:Trusted holds 'proxy.example'", $"{MailServer};Proxies:Trusted=10.0.0.0/8,proxy.example")]
    [InlineData("Proxies:Trusted holds '10.0.0.0/33'", $"{MailServer};Proxies:Trusted:0=10.0.0.0/33")]
    [InlineData("Keys:CertificateFile 'gone.pfx' cannot be opened", $"{MailServer};Keys:CertificateFile=gone.pfx")]
    [InlineData(
        "Keys:CertificateFile 'appsettings.json' cannot be opened",
        $"{MailServer};Keys:CertificateFile=appsettings.json;Keys:CertificatePassword=hush")]
    [InlineData("Mail:Bounces:Domain holds 'no domain'", $"{MailServer};Mail:Bounces:Domain=no domain")]
    [InlineData("without Mail:Bounces:Domain", $"{MailServer};Mail:Bounces:Imap:Host=imap.example")]
    [InlineData(
        "Mail:Bounces:Imap needs a UserName and a Password", $"{MailServer};Mail:Bounces:Domain=bounces.example;Mail:Bounces:Imap:Host=imap.example")]
    [InlineData(
        "a password is not sent in clear text",
        $"{MailServer};Mail:Bounces:Domain=bounces.example;Mail:Bounces:Imap:Host=imap.example;Mail:Bounces:Imap:UserName=a;"
            + "Mail:Bounces:Imap:Password=hush;Mail:Bounces:Imap:Security=None")]
    [InlineData("Mail:Bounces:Imap:Port", $"{MailServer};Mail:Bounces:Imap:Port=imap")]
    [InlineData("Mail:Smtp:Port", $"{MailServer};Mail:Smtp:Port=submission")]
    public async Task An_unsafe_setting_refuses_the_start(string reason, string settings, string environment = "Production")
    {
        var (exitCode, output, errors) = await RunningProgram.RunAsync(_folder, environment, ["--urls", "http://127.0.0.1:0"], Read(settings));

        Assert.Equal(1, exitCode);
        var line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Storefront does not start: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", output + errors, StringComparison.Ordinal);
    }

    // Values of a connection string contain the two characters that separate settings.
    private static (string Key, string Value)[] Read(string settings) =>
        [.. settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2))
            .Select(parts => (parts[0], parts[1].Replace('~', '=').Replace(',', ';')))];

    /// <summary>A folder with an up-to-date database, created by the operator's own command.</summary>
    public sealed class MigratedFolder : IAsyncLifetime
    {
        public ProgramFolder Folder { get; } = new();

        public async Task InitializeAsync()
        {
            var (exitCode, output, errors) = await RunningProgram.RunAsync(Folder, "Production", ["database", "migrate"]);
            Assert.True(exitCode == 0, output + errors);
        }

        public Task DisposeAsync()
        {
            Folder.Dispose();
            return Task.CompletedTask;
        }
    }
}
