namespace Storefront.Platform.Web;

/// <summary>Sends a browser on after a form was handled.</summary>
public static class Redirects
{
    /// <summary>Answers 303 to a path of this shop; the address is relative, so no header of the request is repeated in it.</summary>
    public static void SeeOther(this HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }
}
