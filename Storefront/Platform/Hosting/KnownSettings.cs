namespace Storefront.Platform.Hosting;

/// <summary>The settings that the program reads, in the order of the README.</summary>
internal static class KnownSettings
{
    private static readonly string[] Single =
    [
        "Storage:Provider", "ConnectionStrings:Storefront", "Mail:Transport", "Mail:Smtp:Host", "Mail:Smtp:Port", "Mail:Smtp:Security",
        "Mail:Smtp:UserName", "Mail:Smtp:Password", "Mail:Bounces:Domain", "Mail:Bounces:Imap:Host", "Mail:Bounces:Imap:Port",
        "Mail:Bounces:Imap:Security", "Mail:Bounces:Imap:UserName", "Mail:Bounces:Imap:Password", "Links:Scheme", "Links:Port",
        "Webhooks:AllowPrivateAddresses", "Keys:CertificateFile", "Keys:CertificatePassword", "Backup:Journal", "Backup:LongestAge",
        "Backup:LeastFreeMegabytes", TlsAsk.Setting,
        SecretFiles.FolderSetting, TelemetryOptions.Endpoint, TelemetryOptions.Prometheus, "Demo:Enabled", "Demo:PseudoLanguage",
    ];

    // Whose keys are numbers, or words of their own.
    private static readonly string[] Lists = ["Platform:Hosts", "Proxies:Trusted", "RateLimits"];

    private static readonly string[] Secrets = ["Password", "ConnectionStrings"];

    // The first words of our settings; others belong to the framework.
    private static readonly string[] Ours =
    [
        "Storage", "ConnectionStrings", "Mail", "Links", "Webhooks", "Keys", "Backup", "Tls", "Secrets", "Demo", "Platform", "Proxies", "RateLimits",
        "Telemetry",
    ];

    /// <summary>Every known setting that has a value.</summary>
    public static IEnumerable<(string Key, string Value)> In(IConfiguration configuration) =>
        from pair in configuration.AsEnumerable()
        where pair.Value is not null && IsKnown(pair.Key)
        orderby pair.Key
        select (pair.Key, pair.Value);

    /// <summary>The settings below our words that nothing reads, such as mistyped ones.</summary>
    public static IEnumerable<string> UnknownIn(IConfiguration configuration) =>
        from pair in configuration.AsEnumerable()
        where pair.Value is not null && Ours.Contains(pair.Key.Split(':')[0], StringComparer.OrdinalIgnoreCase) && !IsKnown(pair.Key)
        orderby pair.Key
        select pair.Key;

    /// <summary>Whether a setting's value must not be shown.</summary>
    public static bool IsSecret(string key) => Array.Exists(Secrets, word => key.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsKnown(string key) => Single.Contains(key, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(Lists, list => key.Equals(list, StringComparison.OrdinalIgnoreCase)
            || key.StartsWith($"{list}:", StringComparison.OrdinalIgnoreCase));
}
