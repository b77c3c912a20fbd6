using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>The program keeps its data in one place, wherever it is started, and for nobody else to read.</summary>
public sealed class DataFolderTests : IDisposable
{
    private const string Relative = "Data Source=data/storefront.db";
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("storefront-home-");

    public void Dispose() => _home.Delete(recursive: true);

    [Theory]
    [InlineData("HOME", ".local/share/storefront/data/storefront.db")]
    [InlineData("XDG_DATA_HOME", "storefront/data/storefront.db")]
    [InlineData("STATE_DIRECTORY", "data/storefront.db")]
    public async Task A_relative_file_is_the_same_one_from_every_folder(string variable, string expected)
    {
        using var one = new ProgramFolder();
        using var other = new ProgramFolder();
        (string, string)[] settings = [("ConnectionStrings:Storefront", Relative), (variable, _home.FullName)];

        Assert.Equal(0, (await RunningProgram.RunAsync(one, "Production", ["database", "migrate"], settings)).ExitCode);
        Assert.Equal(
            0,
            (await RunningProgram.RunAsync(
                one, "Production", ["merchants", "add", "--name", "Cedar", "--host", "cedar.example", "--from", "shop@cedar.example"],
                settings)).ExitCode);

        Assert.Contains(
            "Cedar", (await RunningProgram.RunAsync(other, "Production", ["merchants", "list"], settings)).Output, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(_home.FullName, expected)], Directory.EnumerateFiles(_home.FullName, "*.db", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Path.Combine(one.Path, "data")) || Directory.Exists(Path.Combine(other.Path, "data")));
    }

    [Fact]
    public async Task A_developers_data_stands_in_the_folder_of_the_settings()
    {
        using var folder = new ProgramFolder();
        await using var program =
            await RunningProgram.StartAsync(folder, "Development", ("ConnectionStrings:Storefront", Relative), ("HOME", _home.FullName));

        Assert.True(File.Exists(Path.Combine(folder.Path, "data", "storefront.db")));
    }

    [Fact]
    public async Task A_start_that_is_refused_leaves_no_empty_database_behind()
    {
        using var folder = new ProgramFolder();

        var (exitCode, output, _) = await RunningProgram.RunAsync(
            folder, "Production", ["merchants", "list"], ("ConnectionStrings:Storefront", Relative), ("HOME", _home.FullName));

        Assert.Equal((1, "The database is behind this version. Run the command: database migrate"), (exitCode, output.Trim()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_home.FullName, "*.db", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("/proc/storefront/storefront.db")]
    [InlineData("/dev/null/storefront.db")]
    public async Task A_place_that_takes_no_file_is_one_line(string file)
    {
        using var folder = new ProgramFolder();

        var (exitCode, output, errors) =
            await RunningProgram.RunAsync(folder, "Production", ["database", "migrate"], ("ConnectionStrings:Storefront", $"Data Source={file}"));

        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            $"The database cannot be kept at '{file}'", Assert.Single((output + errors).Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_are_their_owners_alone_those_of_an_earlier_version_too()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new ProgramFolder();
        await using (await RunningProgram.StartAsync(folder, "Development"))
        {
            AssertOwners(folder);
        }

        File.SetUnixFileMode(folder.DatabaseFile, (UnixFileMode)0b110_100_100);
        await using (await RunningProgram.StartAsync(folder, "Development"))
        {
            AssertOwners(folder);
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void AssertOwners(ProgramFolder folder)
    {
        var files = Directory.GetFiles(folder.Path, "storefront.db*");

        Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }
}
