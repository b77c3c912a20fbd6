using Storefront.Platform.Results;

namespace Storefront.Platform.Hosting;

/// <summary>Reads settings from files, one each, named like the setting with <c>__</c> for <c>:</c>; secrets then stand in no
/// environment.</summary>
/// <remarks>The folder is <c>Secrets:Folder</c>, or else systemd's <c>CREDENTIALS_DIRECTORY</c>. A file wins over every other
/// source.</remarks>
internal static class SecretFiles
{
    public const string FolderSetting = "Secrets:Folder";
    private const string Credentials = "CREDENTIALS_DIRECTORY";

    /// <exception cref="StartRefusedException">The folder that the setting names is missing.</exception>
    public static void Add(ConfigurationManager configuration)
    {
        var named = configuration[FolderSetting];
        if (named is { Length: > 0 } && !Directory.Exists(named))
        {
            throw new StartRefusedException($"Secrets:Folder '{named}' is no folder.");
        }

        if ((named is { Length: > 0 } ? named : Environment.GetEnvironmentVariable(Credentials)) is { Length: > 0 } folder)
        {
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: true);
        }
    }
}
