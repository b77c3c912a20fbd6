using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Storefront.Tests.Support;

/// <summary>Identity's own hasher, recording every check and its number of iterations.</summary>
public sealed class WatchedHasher : IPasswordHasher<Customer>
{
    private PasswordHasher<Customer> _hasher = null!;

    /// <summary>The iterations of every check, in order.</summary>
    public ConcurrentQueue<int> Checks { get; } = [];

    /// <summary>Runs while a hash or a check is being computed.</summary>
    public Action Meanwhile { get; set; } = () => { };

    /// <summary>Puts this hasher around the application's.</summary>
    public void Watch(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Customer>>(provider =>
    {
        _hasher = new PasswordHasher<Customer>(provider.GetRequiredService<IOptions<PasswordHasherOptions>>());
        return this;
    }));

    public string HashPassword(Customer user, string password)
    {
        Meanwhile();
        return _hasher.HashPassword(user, password);
    }

    public PasswordVerificationResult VerifyHashedPassword(Customer user, string hashedPassword, string providedPassword)
    {
        Checks.Enqueue(RoundsOf(hashedPassword));
        var result = _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        Meanwhile();
        return result;
    }

    /// <summary>The number of iterations of a hash (version 3 of Identity's format).</summary>
    public static int RoundsOf(string hash) => BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));
}
