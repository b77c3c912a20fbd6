using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Calculates how two colours would look, and how readable they would be; stores nothing.</summary>
public sealed class PreviewBrand
{
    public static readonly Ability Needs = Ability.ReadShop;

    public Task<Result<BrandContrast>> RunAsync(Caller caller, PreviewBrandRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(caller.Can(Needs) ? Preview(caller.Merchant, request) : ApiErrors.Forbidden);
    }

    private static Result<BrandContrast> Preview(Merchant merchant, PreviewBrandRequest request)
    {
        var problems = new FieldProblems();
        problems.Add("primary", BrandColor.Check(request.Primary ?? merchant.PrimaryColor, out var primary));
        problems.Add("accent", BrandColor.Check(request.Accent ?? merchant.AccentColor, out var accent));
        return problems.ToRefusal() is { } unfit ? unfit : BrandContrast.Of(primary, accent);
    }
}

/// <summary>Two colours to look at; the shop's own when absent.</summary>
public sealed class PreviewBrandRequest
{
    /// <summary>The colour of buttons and links, such as <c>#7c2d12</c>.</summary>
    public string? Primary { get; init; }

    /// <summary>The colour of small marks, such as <c>#fbbf24</c>.</summary>
    public string? Accent { get; init; }
}
