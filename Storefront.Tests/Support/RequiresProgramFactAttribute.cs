namespace Storefront.Tests.Support;

/// <summary>A test that needs a program on the machine, and for some of them root: skipped where that is missing, failed on the build
/// server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresProgramFactAttribute : FactAttribute
{
    public RequiresProgramFactAttribute(string program, bool asRoot = true)
    {
        (Program, AsRoot) = (program, asRoot);
        Skip = WhyNot(program, asRoot);
    }

    public string Program { get; }

    public bool AsRoot { get; }

    /// <summary>Why a test that needs the program is skipped; null where it can run, and on the build server.</summary>
    public static string? WhyNot(string program, bool asRoot) =>
        Environment.GetEnvironmentVariable("CI") == "true" ? null
        : PathOf(program) is null ? $"The program {program} is not installed on this machine."
        : asRoot && !Environment.IsPrivilegedProcess ? $"The program {program} has to be started as root."
        : null;

    public static string? PathOf(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(["/usr/sbin", "/sbin", "/usr/local/sbin", .. PostgresFolders()])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    // Debian installs PostgreSQL's own programs per version; the newest first.
    private static IEnumerable<string> PostgresFolders()
    {
        const string Versions = "/usr/lib/postgresql";
        return Directory.Exists(Versions)
            ? Directory.GetDirectories(Versions).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
    }
}
