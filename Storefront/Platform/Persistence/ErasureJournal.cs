using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Storefront.Platform.Persistence;

/// <summary>Notes every erasure in files outside the database, by random numbers alone, so that a restored backup can repeat it.</summary>
/// <remarks>An entry is on the disk before the erasure is answered. Each machine writes a file of its own in the folder, and reads all of them.
/// What could not be noted is caught up from the audit trail at the next start (ADR 0052).</remarks>
public sealed class ErasureJournal(IOptions<BackupOptions> options, ILogger<ErasureJournal> log)
{
    private const string Prefix = "erasures-";
    private const string Ending = ".jsonl";
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lock _lock = new();

    /// <summary>The actions of the audit trail that take something of a person away.</summary>
    public static IReadOnlyList<string> Actions { get; } = [JournalEntry.Deleted, JournalEntry.Revoked, JournalEntry.Corrected];

    public string Folder => options.Value.Journal;

    /// <summary>Notes entries; a fault of the disk is logged, because what they tell is done.</summary>
    public bool TryAppend(IReadOnlyList<JournalEntry> entries)
    {
        try
        {
            Append(entries);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            log.LogError("The erasure journal cannot be written, and is caught up at the next start: {Problem}", problem.GetType().Name);
            return false;
        }
    }

    /// <summary>Every entry of every machine, the oldest first.</summary>
    public List<JournalEntry> Read() =>
        [.. Files().SelectMany(File.ReadLines).Select(Parse).OfType<JournalEntry>().OrderBy(entry => entry.At)];

    /// <summary>The newest entries of each machine.</summary>
    public List<JournalEntry> ReadNewest(int most) =>
        [.. Files().SelectMany(file => File.ReadLines(file).TakeLast(most)).Select(Parse).OfType<JournalEntry>().OrderBy(entry => entry.At)];

    private IEnumerable<string> Files() =>
        Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, $"{Prefix}*{Ending}").Order(StringComparer.Ordinal) : [];

    private void Append(IReadOnlyList<JournalEntry> entries)
    {
        Directory.CreateDirectory(Folder);
        var appending = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            appending.UnixCreateMode = Owners;
        }

        // Each entry begins a line, so that one torn by a crash spoils no other. One write, because another program may append too.
        var bytes = Encoding.UTF8.GetBytes(string.Concat(entries.Select(entry => $"\n{JsonSerializer.Serialize(entry)}")));
        lock (_lock)
        {
            using var file = new FileStream(Path.Combine(Folder, $"{Prefix}{Environment.MachineName}{Ending}"), appending);
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
    }

    private static JournalEntry? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<JournalEntry>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An erasure as the journal notes it: random numbers, times and counts.</summary>
/// <param name="Merchant">The merchant's number.</param>
/// <param name="At">When, as Unix milliseconds.</param>
/// <param name="Action">The action of the audit trail.</param>
/// <param name="Subject">The customer's random number.</param>
/// <param name="Receipt">The receipt of a deletion, whole, because the restored database lacks it.</param>
public sealed record JournalEntry(long Merchant, long At, string Action, Guid Subject, DeletionReceipt? Receipt)
{
    public const string Deleted = "customer.deleted";
    public const string Revoked = "invitation.revoked";
    public const string Corrected = "invitation.corrected";

    public DateTimeOffset Moment => DateTimeOffset.FromUnixTimeMilliseconds(At);
}
