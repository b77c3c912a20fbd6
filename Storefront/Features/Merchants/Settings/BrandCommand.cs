using System.CommandLine;
using Storefront.Platform.Branding.Logos;
using Storefront.Platform.Hosting;

namespace Storefront.Features.Merchants.Settings;

/// <summary>The operator command of <see cref="UpdateBrand"/>.</summary>
internal static class BrandCommand
{
    public static Command Build(OperatorConsole console)
    {
        var merchant = new Option<long>("--merchant") { Required = true, Description = "The merchant's number" };
        var logo =
            new Option<FileInfo?>("--logo") { Description = "A PNG, JPEG, WebP or SVG made for white paper; it is shown at most 64 pixels high" };
        var primary = new Option<string?>("--primary") { Description = "The colour of buttons and links, such as #7c2d12" };
        var accent = new Option<string?>("--accent") { Description = "The colour of small marks, such as #fbbf24" };
        var corners = new Option<string?>("--corners") { Description = "round, soft or square" };
        var tagline = new Option<string?>("--tagline") { Description = "The shop in a sentence, for its front page; empty to take it away" };
        return console.Command(new(
            "brand",
            "Give a shop its logo, colours and corners") { merchant, logo, primary, accent, corners, tagline }, async (services, typed, output, ct) =>
        {
            byte[]? content = null;
            if (typed.GetValue(logo) is { } file && (content = await ReadAsync(file, ct)) is null)
            {
                await output.WriteLineAsync($"logo: {file.Name} cannot be read.");
                return 1;
            }

            return (await services.GetRequiredService<NamedMerchant>().RunAsync(typed.GetValue(merchant), caller =>
                services.GetRequiredService<UpdateBrand>().RunAsync(caller, new()
                {
                    Logo = content is null ? null : Convert.ToBase64String(content),
                    Primary = typed.GetValue(primary),
                    Accent = typed.GetValue(accent),
                    Corners = typed.GetValue(corners),
                    Tagline = typed.GetValue(tagline),
                }, ct), ct))
            .Report(
                output,
                brand =>
                    $"Merchant {typed.GetValue(merchant)} is shown with {brand.Logo?.File ?? "its mark"}, {brand.Primary} and {brand.Accent}, "
                        + $"{brand.Corners.ToString().ToLowerInvariant()} corners.");
        });
    }

    // Reads just enough to decide that a file is too large.
    private static async Task<byte[]?> ReadAsync(FileInfo file, CancellationToken ct)
    {
        try
        {
            await using var content = file.OpenRead();
            var read = new byte[LogoFile.MaxBytes + 1];
            return read[..await content.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, ct)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
