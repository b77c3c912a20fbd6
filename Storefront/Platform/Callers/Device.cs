namespace Storefront.Platform.Callers;

/// <summary>A client's user agent in storable form: printable, at most 191 characters.</summary>
public static class Device
{
    private const int Longest = 191;

    public static string? Of(HttpRequest request)
    {
        var name = new string([.. request.Headers.UserAgent.ToString().Where(character => character is >= ' ' and <= '~').Take(Longest)]).Trim();
        return name.Length == 0 ? null : name;
    }
}
