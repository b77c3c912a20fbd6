using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>The operator's look at the settings, and secrets that lie in files.</summary>
[Trait("Storage", "Sqlite")]
public sealed class ConfigCheckTests
{
    [Fact]
    public async Task Every_setting_is_shown_with_its_source_and_no_secret_is()
    {
        using var folder = new ProgramFolder();
        var secrets = Directory.CreateDirectory(Path.Combine(folder.Path, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "Mail__Smtp__Password"), "hush-hush-7431\n");

        var (exitCode, output, _) = await CheckAsync(
            folder, ("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "mail.example"), ("Secrets:Folder", secrets), ("Mail:Smtp:Passwort", "typed"),
            ("RateLimits:PerMinutes", "5"));

        Assert.Equal(0, exitCode);
        Assert.Contains("Mail:Smtp:Host\tmail.example\tenvironment", output, StringComparison.Ordinal);
        Assert.Contains("Mail:Smtp:Password\t(secret)\tfile of a secret", output, StringComparison.Ordinal);
        Assert.Contains("Mail:Smtp:Port\t587\tappsettings.json", output, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:Storefront\t(secret)\tenvironment", output, StringComparison.Ordinal);
        Assert.Contains("CAUTION: Keys:CertificateFile is not set", output, StringComparison.Ordinal);
        Assert.Contains("CAUTION: Nothing reads Mail:Smtp:Passwort.", output, StringComparison.Ordinal);
        Assert.Contains("CAUTION: Nothing reads RateLimits:PerMinutes.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush-7431", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("REFUSED: No mail server is configured", "Mail:Smtp:Host", "")]
    [InlineData("REFUSED: Demo:Enabled is for Development only", "Demo:Enabled", "true")]
    [InlineData("REFUSED: Webhooks:AllowPrivateAddresses is for Development only", "Webhooks:AllowPrivateAddresses", "true")]
    [InlineData("CAUTION: Mail:Smtp:Security is None", "Mail:Smtp:Security", "None")]
    [InlineData("CAUTION: Links:Scheme is http", "Links:Scheme", "http")]
    public async Task What_is_unsafe_is_said_and_what_the_start_refuses_fails(string line, string key, string value)
    {
        using var folder = new ProgramFolder();

        var (exitCode, output, _) = await CheckAsync(folder, ("Mail:Transport", "Smtp"), ("Mail:Smtp:Host", "mail.example"), (key, value));

        Assert.Equal(line.StartsWith("REFUSED", StringComparison.Ordinal) ? 1 : 0, exitCode);
        Assert.Contains(line, output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> CheckAsync(
        ProgramFolder folder, params (string Key, string Value)[] settings) =>
        RunningProgram.RunAsync(folder, "Production", ["config", "check"], settings);
}
