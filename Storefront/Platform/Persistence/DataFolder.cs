namespace Storefront.Platform.Persistence;

/// <summary>The folder against which relative data paths are resolved: the same from whatever folder the program is started, and not the
/// program's own folder.</summary>
/// <remarks>In Development it is the settings' folder, the repository. Elsewhere it is systemd's <c>StateDirectory</c>, or else the user's
/// data folder, <c>~/.local/share/storefront</c>. An absolute path is used as it is.</remarks>
internal static class DataFolder
{
    private const string Ours = "storefront";
    private const string Machines = "/var/lib";

    /// <summary>The full path of a relative or absolute file name.</summary>
    public static string Resolve(string file, IHostEnvironment environment)
    {
        // The folder of earlier versions: beside the program.
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

    private static bool IsProgramsFolder(string folder) =>
        Path.TrimEndingDirectorySeparator(folder) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
}
