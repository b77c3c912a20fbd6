using Microsoft.AspNetCore.Identity;

namespace Storefront.Domain.Staff;

/// <summary>A person who works in the admin, for one or several merchants or for the platform. A shopper is never one.</summary>
/// <remarks>Identity's <c>Email</c> is the address as given; <c>NormalizedEmail</c> is its canonical form, unique on the platform.</remarks>
public sealed class StaffUser : IdentityUser<long>
{
    /// <summary>A platform operator works at every merchant, as an owner does.</summary>
    public bool IsOperator { get; set; }

    /// <summary>Created by the demo: refused outside Development, in any database.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The chosen language of the admin; null without a choice.</summary>
    public string? Language { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the invitation was accepted: before it, there is no password.</summary>
    public bool HasAccepted => PasswordHash is not null;

    /// <summary>Sets the password hash and ends every mailed link, which Identity binds to the stamp.</summary>
    /// <param name="hash">The hash in Identity's format, computed beforehand because hashing is slow.</param>
    public void SetPasswordHash(string hash) =>
        (PasswordHash, SecurityStamp, ConcurrencyStamp) = (hash, Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());

    public static StaffUser Invited(EmailAddress address, DateTimeOffset now) => New(address, now, isDemo: false);

    public static StaffUser Demo(EmailAddress address, DateTimeOffset now) => New(address, now, isDemo: true);

    // Identity wants a user name of plain letters; nobody signs in with it.
    private static StaffUser New(EmailAddress address, DateTimeOffset now, bool isDemo) => Named($"{Guid.CreateVersion7():N}", address, now, isDemo);

    private static StaffUser Named(string name, EmailAddress address, DateTimeOffset now, bool isDemo) => new()
    {
        UserName = name,
        NormalizedUserName = name,
        Email = address.Text,
        NormalizedEmail = address.Canonical,
        SecurityStamp = Guid.CreateVersion7().ToString(),
        CreatedAt = now,
        IsDemo = isDemo,
    };
}
