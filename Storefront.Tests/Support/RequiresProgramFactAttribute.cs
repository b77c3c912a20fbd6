namespace Storefront.Tests.Support;

/// <summary>A test that needs a program on the machine, and root to run it: reported as skipped where it is missing, failed on the build server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresProgramFactAttribute : FactAttribute
{
    public RequiresProgramFactAttribute(string program)
    {
        Program = program;
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            return;
        }

        Skip = PathOf(program) is null ? $"The program {program} is not installed on this machine."
            : !Environment.IsPrivilegedProcess ? $"The program {program} has to be started as root."
            : null;
    }

    public string Program { get; }

    public static string? PathOf(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(["/usr/sbin", "/sbin", "/usr/local/sbin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
