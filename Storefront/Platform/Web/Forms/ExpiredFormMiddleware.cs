using Microsoft.AspNetCore.Antiforgery;
using Storefront.Platform.Callers;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.Forms;

/// <summary>Shows a form again, with a message, when it was posted with an expired or foreign antiforgery token or after its session ended;
/// nothing is executed.</summary>
/// <remarks>Without this the framework answers with its own text. The page restores what was typed, except passwords.</remarks>
public sealed class ExpiredFormMiddleware(RequestDelegate next, SavedFormCookie kept)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            context.Features.Set<IAntiforgeryValidationFeature>(null);
            context.Features.Set(new StaleForm(await TypedForm.ReadAsync(context.Request)));
            context.Request.Method = HttpMethods.Get;
            context.Request.ContentType = null;
            context.Response.OnStarting(() => Mark(context.Response));
        }
        else if (HttpMethods.IsGet(context.Request.Method) && context.Features.Get<Caller>() is { Customer: { } customer } caller
            && kept.Take(context, caller.Merchant, customer) is { } typed)
        {
            context.Features.Set(new StaleForm(typed));
        }

        await next(context);
    }

    private static Task Mark(HttpResponse response)
    {
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return Task.CompletedTask;
    }
}

/// <summary>Tells a page that it replaces an expired form.</summary>
public sealed record StaleForm(TypedForm? Typed)
{
    public static readonly Sentence Message = "This form arrived too late or too often, and nothing was done. Please send it again.";

    /// <summary>Whether the expired form had this name.</summary>
    public bool IsOf(string name) => Typed?.Name == name;

    /// <summary>Restores what was typed into the model of its form.</summary>
    public void PutBack(string name, object model) => Typed?.PutBack(name, model);
}
