using System.Text;
using System.Text.RegularExpressions;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Platform.Mail;

/// <summary>Parses a mail as a mail program would, from the standards and not from our writer.</summary>
internal sealed class ReadMail
{
    private ReadMail(List<(string Name, string Value)> headers, string body) => (Headers, Body) = (headers, body);

    public List<(string Name, string Value)> Headers { get; }

    public string Body { get; }

    public string Text => BodyOf("text/plain; charset=utf-8");

    public string Html => BodyOf("text/html; charset=utf-8");

    public string this[string name] => Headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public static ReadMail Of(MailMessage mail) => Of(Mails.Written(mail));

    public static ReadMail Of(byte[] message) => Of(Encoding.UTF8.GetString(message));

    public static ReadMail Of(string message)
    {
        var end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var unfolded = Regex.Replace(message[..end], "\r\n(?=[ \t])", "");
        var headers = unfolded.Split("\r\n").Select(line => line.Split(':', 2)).Select(parts => (parts[0], parts[1].Trim())).ToList();
        return new ReadMail(headers, message[(end + 4)..]);
    }

    /// <summary>A message as it came over the wire: with its end, and with doubled leading dots (RFC 5321, 4.5.2).</summary>
    public static ReadMail OfWire(byte[] message) => Of(Encoding.UTF8.GetString(message)[..^3].Replace("\r\n..", "\r\n.", StringComparison.Ordinal));

    /// <summary>Decodes encoded words; white space between two of them is dropped (RFC 2047, 6.2).</summary>
    public static string Decode(string value) => Regex.Replace(
        Regex.Replace(value, @"(?<=\?=)\s+(?==\?)", ""),
        @"=\?(?<charset>[^?]+)\?(?<encoding>[BbQq])\?(?<text>[^?]*)\?=",
        word => Encoding.GetEncoding(word.Groups["charset"].Value, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(
            word.Groups["encoding"].Value is "B" or "b"
                ? Convert.FromBase64String(word.Groups["text"].Value)
                : Unquoted(word.Groups["text"].Value.Replace('_', ' '))));

    /// <summary>The display names and addresses of an address header (RFC 5322, 3.4): commas separate them unless quoted.</summary>
    public static List<(string Name, string Address)> Addresses(string value)
    {
        var found = new List<(string, string)>();
        foreach (Match match in Regex.Matches(
            value, """\s*(?<name>(?:"(?:[^"\\]|\\.)*"|[^",<>])*?)\s*(?:<(?<inner>[^<>]*)>|(?<bare>[^\s",<>]+@[^\s",<>]+))\s*(?:,|$)"""))
        {
            var name =
                Regex.Replace(match.Groups["name"].Value, @"""((?:[^""\\]|\\.)*)""", quoted => Regex.Replace(quoted.Groups[1].Value, @"\\(.)", "$1"));
            found.Add((Decode(name), match.Groups["inner"].Value + match.Groups["bare"].Value));
        }

        return found;
    }

    private string BodyOf(string type)
    {
        var boundary = Regex.Match(this["Content-Type"], @"^multipart/alternative;\s+boundary=""([^""]+)""$").Groups[1].Value;
        var sections = $"\r\n{Body}".Split($"\r\n--{boundary}");
        Assert.Equal(["", "--\r\n"], [sections[0], sections[^1]]);
        var part = sections[1..^1].Select(section => Of(section[2..])).Single(part => part["Content-Type"] == type);
        Assert.Equal("quoted-printable", part["Content-Transfer-Encoding"]);
        return Encoding.UTF8.GetString(Unquoted(part.Body.Replace("=\r\n", "", StringComparison.Ordinal)));
    }

    // RFC 2045, 6.7.
    private static byte[] Unquoted(string text) => Encoding.Latin1.GetBytes(
        Regex.Replace(text, "=([0-9A-F]{2})", octet => ((char)Convert.ToByte(octet.Groups[1].Value, 16)).ToString()));
}
