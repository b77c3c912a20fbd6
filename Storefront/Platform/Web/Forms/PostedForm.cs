namespace Storefront.Platform.Web.Forms;

/// <summary>Tells a page which of its forms was posted.</summary>
public static class PostedForm
{
    /// <summary>The name of the posted form, empty when it has none; null when the page was only opened.</summary>
    public static string? PostedFormName(this HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) ? context.Request.Form["_handler"].ToString() : null;
}
