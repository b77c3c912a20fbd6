using Microsoft.Data.Sqlite;
using Storefront.Platform.Results;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>The database as a file: made where it is missing, and readable to nobody but its owner.</summary>
/// <remarks>SQLite makes its log and its index beside the file with the same rights.</remarks>
internal static class SqliteFile
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <summary>Makes an empty file, and its folder, where there is none.</summary>
    /// <exception cref="StartRefusedException">The folder cannot be made or written to.</exception>
    public static void Make(SqliteConnection connection)
    {
        if (PathOf(connection) is not { } file)
        {
            return;
        }

        try
        {
            if (Path.GetDirectoryName(file) is { } folder)
            {
                MakeFolder(folder);
            }

            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Owners;
            }

            using var made = new FileStream(file, options);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The database cannot be kept at '{file}': {problem.Message.ReplaceLineEndings(" ")} Name another file in ConnectionStrings:Storefront.");
        }
    }

    /// <summary>Takes the rights of everybody else away from the files there are.</summary>
    public static void Close(SqliteConnection connection)
    {
        if (OperatingSystem.IsWindows() || PathOf(connection) is not { } file)
        {
            return;
        }

        foreach (var part in Parts.Select(part => file + part).Where(File.Exists))
        {
            try
            {
                File.SetUnixFileMode(part, Owners);
            }
            catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
            {
                // Somebody else's file, who decides who reads it, or a disk that takes no change now.
            }
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Owners | UnixFileMode.UserExecute);
        }
    }

    // A database in memory has none.
    private static string? PathOf(SqliteConnection connection) => new SqliteConnectionStringBuilder(connection.ConnectionString) is { Mode: not SqliteOpenMode.Memory, DataSource: var file }
        && Path.IsPathFullyQualified(file) ? file : null;
}
