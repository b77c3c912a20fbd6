using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Storefront.Platform.Staff;

/// <summary>Identity's tokens of mailed invitations: a week long, and dead once a password is set.</summary>
public sealed class StaffInvitationTokens(
    IDataProtectionProvider protection, IOptions<StaffInvitationTokenOptions> options, ILogger<DataProtectorTokenProvider<StaffUser>> log)
    : DataProtectorTokenProvider<StaffUser>(protection, options, log)
{
    /// <summary>The name of the provider and of the tokens' purpose.</summary>
    public const string Purpose = "staff-invitation";
}

/// <summary>The lifetime of an invitation.</summary>
public sealed class StaffInvitationTokenOptions : DataProtectionTokenProviderOptions
{
    public StaffInvitationTokenOptions() => (Name, TokenLifespan) = (StaffInvitationTokens.Purpose, TimeSpan.FromDays(7));
}

/// <summary>Identity's tokens of mailed links to a new password: an hour long, and dead once a password is set.</summary>
public sealed class StaffResetTokens(
    IDataProtectionProvider protection, IOptions<StaffResetTokenOptions> options, ILogger<DataProtectorTokenProvider<StaffUser>> log)
    : DataProtectorTokenProvider<StaffUser>(protection, options, log)
{
    /// <summary>The name of the provider and of the tokens' purpose.</summary>
    public const string Purpose = "staff-reset";
}

/// <summary>The lifetime of a link to a new password.</summary>
public sealed class StaffResetTokenOptions : DataProtectionTokenProviderOptions
{
    public StaffResetTokenOptions() => (Name, TokenLifespan) = (StaffResetTokens.Purpose, TimeSpan.FromHours(1));
}
