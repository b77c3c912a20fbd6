using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Baseline;

public sealed class ShopDb(DbContextOptions<ShopDb> options) : IdentityDbContext<Shopper>(options)
{
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<Mail> Mails => Set<Mail>();
}

public sealed class Shopper : IdentityUser
{
    public string? Firstname { get; set; }
    public string? Lastname { get; set; }
}

public sealed class Order
{
    public long Id { get; init; }
    public string? CustomerId { get; init; }
    public required string Number { get; init; }
    public required string Lines { get; init; }
    public long Total { get; init; }
}

public sealed class Mail
{
    public long Id { get; init; }
    public required string Recipient { get; init; }
    public required string Body { get; init; }
}
