using System.Text;
using System.Text.Encodings.Web;

namespace Storefront.Platform.Web.PageCache;

/// <summary>The HTML of a page with gaps for text values.</summary>
public sealed class CachedPage
{
    private readonly List<byte[]> _pieces = [];
    private readonly List<int> _gaps = [];

    /// <summary>Splits rendered HTML at the placeholders.</summary>
    public static CachedPage Of(ReadOnlySpan<byte> html, IReadOnlyList<string> marks)
    {
        var copy = new CachedPage();
        byte[][] known = [.. marks.Select(Encoding.UTF8.GetBytes)];
        while (true)
        {
            var (at, gap) = (html.Length, -1);
            for (var mark = 0; mark < known.Length; mark++)
            {
                if (html[..at].IndexOf(known[mark]) is var found and >= 0)
                {
                    (at, gap) = (found, mark);
                }
            }

            copy._pieces.Add(html[..at].ToArray());
            if (gap < 0)
            {
                return copy;
            }

            copy._gaps.Add(gap);
            html = html[(at + known[gap].Length)..];
        }
    }

    /// <summary>The page with the HTML-encoded values in its gaps.</summary>
    public byte[] Fill(IReadOnlyList<string> values)
    {
        byte[][] encoded = [.. values.Select(value => Encoding.UTF8.GetBytes(HtmlEncoder.Default.Encode(value)))];
        var html = new byte[_pieces.Sum(piece => piece.Length) + _gaps.Sum(gap => encoded[gap].Length)];
        var rest = html.AsSpan();
        for (var piece = 0; piece < _pieces.Count; piece++)
        {
            rest = Put(_pieces[piece], rest);
            if (piece < _gaps.Count)
            {
                rest = Put(encoded[_gaps[piece]], rest);
            }
        }

        return html;
    }

    private static Span<byte> Put(byte[] bytes, Span<byte> into)
    {
        bytes.CopyTo(into);
        return into[bytes.Length..];
    }
}
