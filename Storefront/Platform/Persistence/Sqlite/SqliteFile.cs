using Microsoft.Data.Sqlite;
using Storefront.Platform.Results;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>The database file: created when missing, and readable only by its owner.</summary>
/// <remarks>SQLite creates its log and index beside the file with the same permissions.</remarks>
internal static class SqliteFile
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <summary>Creates an empty file and its folder when missing.</summary>
    /// <exception cref="StartRefusedException">The folder cannot be created or written to.</exception>
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
            throw new StartRefusedException(
                $"The database cannot be kept at '{file}': {problem.Message.ReplaceLineEndings(" ")} Name another file in "
                    + "ConnectionStrings:Storefront.");
        }
    }

    /// <summary>Removes other users' permissions from the existing files.</summary>
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

    // An in-memory database has no file.
    private static string? PathOf(SqliteConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString) is { Mode: not SqliteOpenMode.Memory, DataSource: var file }
        && Path.IsPathFullyQualified(file) ? file : null;
}
