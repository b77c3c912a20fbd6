using Microsoft.Extensions.Options;

namespace Storefront.Platform.Persistence;

/// <summary>Remembers when the last backup was made: the time of a file in the folder of the erasure journal, which all nodes share.</summary>
/// <remarks>A backup by other tools, such as <c>pg_dump</c>, sets it with <c>touch</c>.</remarks>
public sealed class BackupStamp(IOptions<BackupOptions> options, TimeProvider clock, ILogger<BackupStamp> log)
{
    private const string Name = "last-backup";

    private string File => Path.Combine(options.Value.Journal, Name);

    /// <summary>When the last backup was made; null before the first.</summary>
    public DateTimeOffset? Last => System.IO.File.Exists(File) ? new(System.IO.File.GetLastWriteTimeUtc(File)) : null;

    /// <summary>Sets it to now; the backup is good without it.</summary>
    public void Note()
    {
        try
        {
            Directory.CreateDirectory(options.Value.Journal);
            System.IO.File.WriteAllText(File, "");
            System.IO.File.SetLastWriteTimeUtc(File, clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("The time of the backup could not be noted: {Problem}", problem.GetType().Name);
        }
    }
}
