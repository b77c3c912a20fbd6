namespace Storefront.Platform.Persistence;

/// <summary>The settings of the section <c>Backup</c>.</summary>
public sealed class BackupOptions
{
    public const string Section = "Backup";

    /// <summary>The folder of the erasure journal; several nodes name one shared folder.</summary>
    public string Journal { get; set; } = "";
}
