using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Storefront.Platform.Persistence.Mappings;

namespace Storefront.Platform.Persistence.Staff;

/// <summary>Maps the staff's tables. Removing a member erases every row of the person; the erasure classes say which columns that is.</summary>
/// <remarks>They are methods, because the shops' context applies every configuration class of the program.</remarks>
internal static class StaffMappings
{
    private const int TokenName = 128;

    public static void MapUsers(EntityTypeBuilder<StaffUser> builder)
    {
        builder.ToTable("StaffUsers");
        builder.HasIndex(user => user.NormalizedEmail).IsUnique();
        builder.Property(user => user.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(user => user.Email).HasMaxLength(Columns.Line);
        builder.Property(user => user.NormalizedEmail).HasMaxLength(Columns.Line);
        builder.Ignore(user => user.PhoneNumber).Ignore(user => user.PhoneNumberConfirmed);
        builder.Ignore(user => user.LockoutEnabled).Ignore(user => user.LockoutEnd).Ignore(user => user.AccessFailedCount);

        builder.OnErasure("staff")
            .Erase(user => new { user.UserName, user.NormalizedUserName, user.Email, user.NormalizedEmail, user.EmailConfirmed, user.PasswordHash })
            .Erase(user => new { user.SecurityStamp, user.ConcurrencyStamp, user.TwoFactorEnabled, user.Language, user.CreatedAt })
            .NotPersonal(user => new { user.Id, user.IsOperator, user.IsDemo });
    }

    public static void MapTokens(EntityTypeBuilder<IdentityUserToken<long>> builder)
    {
        builder.ToTable("StaffTokens");
        builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.Property(token => token.LoginProvider).HasMaxLength(TokenName);
        builder.Property(token => token.Name).HasMaxLength(TokenName);
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(token => token.UserId).OnDelete(DeleteBehavior.Cascade);

        builder.OnErasure("staff-tokens").Erase(token => new { token.UserId, token.LoginProvider, token.Name, token.Value });
    }

    public static void MapMemberships(EntityTypeBuilder<StaffMembership> builder)
    {
        builder.ToTable("StaffMemberships");
        builder.HasKey(membership => new { membership.StaffUserId, membership.MerchantId });
        builder.HasIndex(membership => membership.MerchantId);
        builder.HasOne(membership => membership.StaffUser).WithMany().HasForeignKey(membership => membership.StaffUserId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.Property(membership => membership.Role).HasConversion<string>().HasMaxLength(TokenName);

        builder.OnErasure("staff-memberships")
            .Erase(membership => new { membership.StaffUserId, membership.Role, membership.CreatedAt })
            .NotPersonal(membership => membership.MerchantId);
    }

    public static void MapSessions(EntityTypeBuilder<StaffSession> builder)
    {
        builder.ToTable("StaffSessions");
        builder.HasIndex(session => session.Hash).IsUnique();
        builder.HasIndex(session => session.ExpiresAt);
        builder.HasOne(session => session.StaffUser).WithMany().HasForeignKey(session => session.StaffUserId).OnDelete(DeleteBehavior.Cascade);

        builder.OnErasure("staff-sessions")
            .Erase(session => new { session.StaffUserId, session.Hash, session.CreatedAt, session.ExpiresAt })
            .NotPersonal(session => session.Id);
    }

    public static void MapAttempts(EntityTypeBuilder<StaffAttemptCounter> builder)
    {
        builder.ToTable(StaffDb.AttemptCounters);
        builder.HasKey(counter => new { counter.MerchantId, counter.Key });
        builder.HasIndex(counter => counter.WindowEndsAt);
        builder.Property(counter => counter.BlockedUntil).HasDefaultValue(0L);

        // A key is the hash of an address, and the row ends with its window.
        builder.OnErasure()
            .NotPersonal(counter => new { counter.MerchantId, counter.Key, counter.Count, counter.WindowEndsAt, counter.BlockedUntil });
    }
}
