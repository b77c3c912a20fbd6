using Baseline;
using Baseline.Pages;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

// What most people would write: ASP.NET Core Identity with its defaults, EF Core, SQLite, Blazor pages. It is measured, never used.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDbContext<ShopDb>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Default")));
builder.Services.AddIdentity<Shopper, IdentityRole>(options => options.User.RequireUniqueEmail = true)
    .AddEntityFrameworkStores<ShopDb>()
    .AddDefaultTokenProviders();
builder.Services.ConfigureApplicationCookie(options => options.LoginPath = "/account/login");
builder.Services.AddAuthorization();
builder.Services.AddCascadingAuthenticationState();
builder.Services.AddRazorComponents();

var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    var db = scope.ServiceProvider.GetRequiredService<ShopDb>();
    await db.Database.EnsureCreatedAsync();
    if (!await db.Orders.AnyAsync())
    {
        db.Orders.Add(new() { Number = "1001", Total = 2590, Lines = "Kenya Nyeri, 250 g" });
        await db.SaveChangesAsync();
    }
}

app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapGet("/health", () => "ok");
app.MapApi();
app.MapRazorComponents<App>();
await app.RunAsync();
