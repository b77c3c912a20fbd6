using Storefront.Features.Staff.Browse;
using Storefront.Features.Staff.SignIn;

namespace Storefront.Features.Staff;

/// <summary>Registers the staff feature.</summary>
public static class StaffFeature
{
    public static IServiceCollection AddStaffOperations(this IServiceCollection services) => services
        .AddScoped<SignInStaff>()
        .AddScoped<SignOutStaff>()
        .AddScoped<ListOwnShops>();
}
