namespace Storefront.Platform.Branding.Logos;

/// <summary>Draws a merchant's mark as a PNG for mail programs, because few of them render SVG.</summary>
public static class LogoPicture
{
    /// <summary>Four pixels for each displayed one, so that it is sharp on every screen.</summary>
    public const int Size = 160;

    private const double Box = 64;
    private const int LinesPerDot = 4;
    private const string Plate = "M14 0H50A14 14 0 0 1 64 14V50A14 14 0 0 1 50 64H14A14 14 0 0 1 0 50V14A14 14 0 0 1 14 0Z";

    public static byte[] Of(Merchant merchant)
    {
        var (plate, sign) = (Cover(Plate), Cover(merchant.LogoPath));
        var (ground, ink) = (Channels(merchant.PrimaryColor), Channels(merchant.AccentColor));
        var dots = new byte[Size * Size * 4];
        for (var dot = 0; dot < plate.Length; dot++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                dots[(dot * 4) + channel] = (byte)Math.Round((ground[channel] * (1 - sign[dot])) + (ink[channel] * sign[dot]));
            }

            dots[(dot * 4) + 3] = (byte)Math.Round(255 * plate[dot]);
        }

        return PngFile.Write(dots, Size);
    }

    // How much of each pixel is inside the outlines, 0 to 1, by SVG's non-zero fill rule.
    private static double[] Cover(string path)
    {
        var cover = new double[Size * Size];
        var edges = Edges(path).ToList();
        for (var line = 0; line < Size * LinesPerDot; line++)
        {
            var y = (line + 0.5) * Box / (Size * LinesPerDot);
            var (winding, from) = (0, 0d);
            foreach (var (x, direction) in edges.Where(edge => Math.Min(edge.From.Y, edge.To.Y) <= y && y < Math.Max(edge.From.Y, edge.To.Y))
                .Select(edge => Crossing(edge.From, edge.To, y)).OrderBy(crossing => crossing.X))
            {
                if (winding != 0)
                {
                    Add(cover.AsSpan(line / LinesPerDot * Size, Size), from, x);
                }

                (winding, from) = (winding + direction, x);
            }
        }

        return cover;
    }

    private static IEnumerable<((double X, double Y) From, (double X, double Y) To)> Edges(string path) =>
        LogoOutline.Of(path).SelectMany(outline => outline.Select((point, index) => (point, outline[(index + 1) % outline.Count])));

    private static (double X, int Direction) Crossing((double X, double Y) from, (double X, double Y) to, double y) =>
        (from.X + ((y - from.Y) * (to.X - from.X) / (to.Y - from.Y)), to.Y > from.Y ? 1 : -1);

    private static void Add(Span<double> row, double from, double to)
    {
        var (begin, end) = (Math.Clamp(from * Size / Box, 0, Size), Math.Clamp(to * Size / Box, 0, Size));
        for (var dot = (int)begin; dot < end; dot++)
        {
            row[dot] += (Math.Min(end, dot + 1) - Math.Max(begin, dot)) / LinesPerDot;
        }
    }

    private static int[] Channels(string color) => [Channel(color, 1), Channel(color, 3), Channel(color, 5)];

    private static int Channel(string color, int start) => Convert.ToInt32(color.Substring(start, 2), 16);
}
