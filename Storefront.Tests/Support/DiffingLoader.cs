using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Storefront.Tests.Support;

/// <summary>Lends bUnit the comparer it asks for.</summary>
/// <remarks>bUnit 2 wants AngleSharp.Diffing 1.0, which not every package source has; 0.17.0 has every member it uses. It stands beside
/// the program and not among its references, so that the runtime asks here instead of refusing the lower version. When the source has
/// 1.x, this file and the three lines in the project go.</remarks>
internal static class DiffingLoader
{
    private const string Comparer = "AngleSharp.Diffing";

    // Must be there before the first component test is loaded, whichever that is.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Offer() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == Comparer ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "diffing", Comparer + ".dll")) : null;
}
