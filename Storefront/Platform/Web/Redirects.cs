namespace Storefront.Platform.Web;

/// <summary>Redirects a browser after a form was handled.</summary>
public static class Redirects
{
    /// <summary>Answers 303 to a path of this host; the address is relative, so no request header is repeated in it.</summary>
    public static void SeeOther(this HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }
}
