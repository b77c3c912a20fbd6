using System.Runtime.CompilerServices;

namespace Storefront.Tests.Support;

/// <summary>Keeps the many applications of a test run from watching their settings files: a user has a limited number of watchers, and no
/// test edits a file.</summary>
internal static class SettingsThatStay
{
#pragma warning disable CA2255 // Has to come before the first application is built, whichever test builds it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Apply() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
