namespace Storefront.Platform.Persistence;

/// <summary>The settings of the section <c>Backup</c>.</summary>
public sealed class BackupOptions
{
    public const string Section = "Backup";

    /// <summary>The folder of the erasure journal; several nodes name one shared folder.</summary>
    public string Journal { get; set; } = "";

    /// <summary>The age at which the last backup is too old; zero when nobody watches it.</summary>
    public TimeSpan LongestAge { get; set; }

    /// <summary>The megabytes below which a disk is nearly full.</summary>
    public int LeastFreeMegabytes { get; set; } = 1024;
}
