using Microsoft.AspNetCore.Antiforgery;

namespace Storefront.Platform.Web;

/// <summary>Shows a form again, with a word about it, when it was sent with an expired or foreign antiforgery token: nothing is done.</summary>
/// <remarks>Without this the framework answers with its own text. The typed address is put back by the page; passwords never are.</remarks>
public sealed class StaleForms(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            context.Features.Set<IAntiforgeryValidationFeature>(null);
            context.Features.Set(new StaleForm(await TypedAddressAsync(context.Request)));
            context.Request.Method = HttpMethods.Get;
            context.Request.ContentType = null;
            context.Response.OnStarting(() => Mark(context.Response));
        }

        await next(context);
    }

    private static async Task<string?> TypedAddressAsync(HttpRequest request) => request.HasFormContentType ? (string?)(await request.ReadFormAsync())["Input.Email"] : null;

    private static Task Mark(HttpResponse response)
    {
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return Task.CompletedTask;
    }
}

/// <summary>Tells a page that it stands in for a form that came too late.</summary>
public sealed record StaleForm(string? TypedAddress)
{
    public static readonly Domain.Sentence Message = "This form had been open for too long, and nothing was done. Please send it again.";
}
