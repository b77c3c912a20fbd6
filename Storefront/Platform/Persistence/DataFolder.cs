namespace Storefront.Platform.Persistence;

/// <summary>Where a relative path of the data is meant from: the same place in whatever folder the program is started, and not among the program's own files.</summary>
/// <remarks>On a developer's machine that is the folder of the settings, the repository. Elsewhere it is the folder that systemd keeps for the
/// service (<c>StateDirectory</c>), or else the user's own for data, <c>~/.local/share/storefront</c>. An absolute path is what it says.</remarks>
internal static class DataFolder
{
    private const string Ours = "storefront";
    private const string Machines = "/var/lib";

    /// <summary>The whole path of a file that was named relative or absolute.</summary>
    public static string Resolve(string file, IHostEnvironment environment)
    {
        // Where an earlier version kept it: beside the program.
        var besideProgram = Path.GetFullPath(file, AppContext.BaseDirectory);
        return File.Exists(besideProgram) ? besideProgram : Path.GetFullPath(file, Of(environment));
    }

    private static string Of(IHostEnvironment environment)
    {
        if (environment.IsDevelopment() && !IsProgramsFolder(environment.ContentRootPath))
        {
            return environment.ContentRootPath;
        }

        if (Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } kept)
        {
            return kept.Split(':')[0];
        }

        var users = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(users.Length > 0 ? users : Machines, Ours);
    }

    private static bool IsProgramsFolder(string folder) => Path.TrimEndingDirectorySeparator(folder) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
}
