using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Tests.Platform.Mail;

/// <summary>Reads a mail as a mail program would, from the standards and not from our writer.</summary>
internal sealed class ReadMail
{
    private ReadMail(List<(string Name, string Value)> headers, string body) => (Headers, Body) = (headers, body);

    public List<(string Name, string Value)> Headers { get; }

    public string Body { get; }

    public string Text => BodyOf("text/plain; charset=utf-8");

    public string Html => BodyOf("text/html; charset=utf-8");

    public string this[string name] => Headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public static ReadMail Of(byte[] message) => Of(Encoding.UTF8.GetString(message));

    public static ReadMail Of(string message)
    {
        var end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var unfolded = Regex.Replace(message[..end], "\r\n(?=[ \t])", "");
        var headers = unfolded.Split("\r\n").Select(line => line.Split(':', 2)).Select(parts => (parts[0], parts[1].Trim())).ToList();
        return new ReadMail(headers, message[(end + 4)..]);
    }

    /// <summary>Encoded words become text, and the white space between two of them nothing (RFC 2047, 6.2).</summary>
    public static string Decode(string value) => Regex.Replace(
        Regex.Replace(value, @"(?<=\?=)\s+(?==\?)", ""),
        @"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=",
        word => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(word.Groups[1].Value)));

    /// <summary>The display names and addresses of an address header (RFC 5322, 3.4): commas part them unless quoted.</summary>
    public static List<(string Name, string Address)> Addresses(string value)
    {
        var found = new List<(string, string)>();
        foreach (Match match in Regex.Matches(value, """\s*(?<name>(?:"(?:[^"\\]|\\.)*"|[^",<>])*?)\s*(?:<(?<inner>[^<>]*)>|(?<bare>[^\s",<>]+@[^\s",<>]+))\s*(?:,|$)"""))
        {
            var name = Regex.Replace(match.Groups["name"].Value, """^"(.*)"$""", quoted => Regex.Replace(quoted.Groups[1].Value, @"\\(.)", "$1"));
            found.Add((Decode(name), match.Groups["inner"].Value + match.Groups["bare"].Value));
        }

        return found;
    }

    private string BodyOf(string type)
    {
        var boundary = Regex.Match(this["Content-Type"], "^multipart/alternative; boundary=\"([^\"]+)\"$").Groups[1].Value;
        var sections = $"\r\n{Body}".Split($"\r\n--{boundary}");
        Assert.Equal(["", "--\r\n"], [sections[0], sections[^1]]);
        var part = sections[1..^1].Select(section => Of(section[2..])).Single(part => part["Content-Type"] == type);
        Assert.Equal("base64", part["Content-Transfer-Encoding"]);
        return Encoding.UTF8.GetString(Convert.FromBase64String(part.Body));
    }
}
