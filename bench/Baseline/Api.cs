using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Baseline;

internal static class Api
{
    public static void MapApi(this WebApplication app)
    {
        app.MapPost("/api/invite", InviteAsync);
        app.MapPost("/api/accept", AcceptAsync);
        app.MapPost("/api/login", SignInAsync);
        app.MapGet("/api/profile", ProfileAsync).RequireAuthorization();
        app.MapPost("/api/account/delete", DeleteAsync).RequireAuthorization();
    }

    private static async Task<IResult> InviteAsync(
        InviteRequest request, HttpRequest http, IConfiguration settings, UserManager<Shopper> users, ShopDb db)
    {
        if (http.Headers.Authorization != "Bearer " + settings["ApiKey"])
        {
            return Results.Unauthorized();
        }

        var shopper = new Shopper { UserName = request.Email, Email = request.Email, Firstname = request.Firstname, Lastname = request.Lastname };
        var created = await users.CreateAsync(shopper);
        if (!created.Succeeded)
        {
            return Results.BadRequest(created.Errors);
        }

        db.Mails.Add(new() { Recipient = request.Email, Body = await users.GeneratePasswordResetTokenAsync(shopper) });
        await db.SaveChangesAsync();
        return Results.Created((string?)null, new { shopper.Id, shopper.Email });
    }

    private static async Task<IResult> AcceptAsync(AcceptRequest request, UserManager<Shopper> users, SignInManager<Shopper> signIn)
    {
        if (await users.FindByEmailAsync(request.Email) is not { } shopper)
        {
            return Results.BadRequest();
        }

        var accepted = await users.ResetPasswordAsync(shopper, request.Token, request.Password);
        if (!accepted.Succeeded)
        {
            return Results.BadRequest(accepted.Errors);
        }

        await signIn.SignInAsync(shopper, isPersistent: false);
        return Results.Ok();
    }

    private static async Task<IResult> SignInAsync(SignInRequest request, SignInManager<Shopper> signIn) =>
        (await signIn.PasswordSignInAsync(request.Email, request.Password, isPersistent: false, lockoutOnFailure: true)).Succeeded
            ? Results.Ok()
            : Results.Unauthorized();

    private static async Task<IResult> ProfileAsync(HttpContext http, UserManager<Shopper> users) =>
        await users.GetUserAsync(http.User) is { } shopper
            ? Results.Ok(new { shopper.Id, shopper.Email, shopper.Firstname, shopper.Lastname, shopper.PhoneNumber })
            : Results.Unauthorized();

    private static async Task<IResult> DeleteAsync(
        DeleteRequest request, HttpContext http, UserManager<Shopper> users, SignInManager<Shopper> signIn, ShopDb db)
    {
        if (await users.GetUserAsync(http.User) is not { } shopper || !await users.CheckPasswordAsync(shopper, request.Password))
        {
            return Results.Unauthorized();
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Orders.Where(order => order.CustomerId == shopper.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.CustomerId, (string?)null));
        await users.DeleteAsync(shopper);
        await transaction.CommitAsync();
        await signIn.SignOutAsync();
        return Results.Ok();
    }
}

internal sealed record InviteRequest(string Email, string? Firstname, string? Lastname);
internal sealed record AcceptRequest(string Email, string Token, string Password);
internal sealed record SignInRequest(string Email, string Password);
internal sealed record DeleteRequest(string Password);
