namespace Storefront.Tests.Support;

/// <summary>Runs the programs of <c>Support/NodeTools/package.json</c>, restored once as its lock file says.</summary>
internal static class NodeTools
{
    private static readonly Lazy<Task<string>> Folder = new(RestoreAsync);

    /// <summary>Runs a tool by the shell in a folder, and returns what it wrote and how it ended.</summary>
    /// <param name="tool">The name of the program, for example <c>redocly</c>.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">The rest of the command line; the shell reads it.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(string tool, string folder, string arguments) =>
        await ProgramRun.RunAsync("sh", folder, "-c", $"'{Path.Combine(await Folder.Value, "node_modules", ".bin", tool)}' {arguments}");

    /// <summary>The folder with the packages, for scripts that import them.</summary>
    public static Task<string> FolderAsync() => Folder.Value;

    private static async Task<string> RestoreAsync()
    {
        var folder = Path.Combine(Sources.Root, "artifacts", "node-tools");
        var source = Path.Combine(Sources.Root, "Storefront.Tests", "Support", "NodeTools");
        var restored = Path.Combine(folder, "restored.json");
        var locked = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"));
        if (!File.Exists(restored) || await File.ReadAllTextAsync(restored) != locked)
        {
            Directory.CreateDirectory(folder);
            foreach (var name in new[] { "package.json", "package-lock.json" })
            {
                File.Copy(Path.Combine(source, name), Path.Combine(folder, name), overwrite: true);
            }

            var (exitCode, output) = await ProgramRun.RunAsync("npm", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Assert.True(exitCode == 0, output);
            await File.WriteAllTextAsync(restored, locked);
        }

        return folder;
    }
}
