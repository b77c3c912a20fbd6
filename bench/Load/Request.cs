using System.Globalization;
using System.Text;

namespace Load;

/// <summary>Builds requests as bytes.</summary>
internal static class Request
{
    public static byte[] Get(string host, string path, string? cookie = null, bool compressed = false) => Encoding.UTF8.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: "
            + $"bench\r\n{Line("Cookie", cookie)}{Line("Accept-Encoding", compressed ? "br, gzip" : null)}\r\n");

    public static byte[] Post(string host, string path, string json, string? bearer = null, string? cookie = null) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: "
            + $"bench\r\n{Line("Authorization", bearer is null ? null : "Bearer " + bearer)}{Line("Cookie", cookie)}"
        + "Content-Type: application/json\r\nContent-Length: "
            + $"{Encoding.UTF8.GetByteCount(json).ToString(CultureInfo.InvariantCulture)}\r\n\r\n{json}");

    private static string Line(string name, string? value) => value is null ? "" : $"{name}: {value}\r\n";
}
