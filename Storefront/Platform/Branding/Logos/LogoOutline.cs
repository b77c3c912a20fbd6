using System.Globalization;

namespace Storefront.Platform.Branding.Logos;

/// <summary>Parses the path data of a logo (SVG 1.1, 8.3) into closed outlines of short straight lines.</summary>
/// <remarks>Reading stops at the first invalid part, as in browsers; what was read before it is drawn.</remarks>
public sealed class LogoOutline
{
    private const int PiecesOfCurve = 20;

    private readonly List<List<(double X, double Y)>> _outlines = [];
    private readonly string _data;
    private int _at;
    private (double X, double Y) _pen;
    private (double X, double Y) _start;
    private (double X, double Y) _handle;

    private LogoOutline(string data) => _data = data;

    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Of(string data)
    {
        var outline = new LogoOutline(data);
        outline.Read();
        return outline._outlines;
    }

    private void Read()
    {
        var command = '\0';
        while (Skip() is { } next)
        {
            if (char.IsAsciiLetter(next))
            {
                (command, _at) = (next, _at + 1);
                if (command is 'Z' or 'z')
                {
                    (_pen, _handle, command) = (_start, _start, '\0');
                    continue;
                }
            }

            if (!Draw(command))
            {
                return;
            }

            command = command switch { 'M' => 'L', 'm' => 'l', _ => command };
        }
    }

    private bool Draw(char command)
    {
        var (x, y) = char.IsAsciiLetterLower(command) ? _pen : (0, 0);
        switch (char.ToUpperInvariant(command))
        {
            case 'M' when Point(x, y) is { } to:
                _outlines.Add([to]);
                (_start, _pen, _handle) = (to, to, to);
                return true;
            case 'L' when Point(x, y) is { } to:
                return Line(to);
            case 'H' when Number() is { } across:
                return Line((x + across, _pen.Y));
            case 'V' when Number() is { } down:
                return Line((_pen.X, y + down));
            case 'C' when Point(x, y) is { } first && Point(x, y) is { } second && Point(x, y) is { } to:
                return Curve(first, second, to);
            case 'S' when Point(x, y) is { } second && Point(x, y) is { } to:
                return Curve(((2 * _pen.X) - _handle.X, (2 * _pen.Y) - _handle.Y), second, to);
            case 'Q' when Point(x, y) is { } between && Point(x, y) is { } to:
                return Curve(Towards(_pen, between), Towards(to, between), to);
            case 'A' when Number() is { } wide && Number() is { } high && Number() is { } turned && Flag() is { } large && Flag() is { } clockwise
                && Point(x, y) is { } to:
                return Arc(new(Math.Abs(wide), Math.Abs(high), turned * Math.PI / 180, large, clockwise), to);
            default:
                return false;
        }
    }

    private bool Line((double X, double Y) to)
    {
        if (_outlines.Count == 0)
        {
            return false;
        }

        _outlines[^1].Add(to);
        (_pen, _handle) = (to, to);
        return true;
    }

    private bool Curve((double X, double Y) first, (double X, double Y) second, (double X, double Y) to)
    {
        var from = _pen;
        for (var piece = 1; piece <= PiecesOfCurve; piece++)
        {
            var t = piece / (double)PiecesOfCurve;
            var (a, b, c, d) = (Math.Pow(1 - t, 3), 3 * t * Math.Pow(1 - t, 2), 3 * t * t * (1 - t), t * t * t);
            if (!Line(((a * from.X) + (b * first.X) + (c * second.X) + (d * to.X), (a * from.Y) + (b * first.Y) + (c * second.Y) + (d * to.Y))))
            {
                return false;
            }
        }

        _handle = second;
        return true;
    }

    // From the end points to the centre and the angles (SVG 1.1, F.6.5 and F.6.6).
    private bool Arc(Ellipse ellipse, (double X, double Y) to)
    {
        var (wide, high, turned, large, clockwise) = ellipse;
        if (wide == 0 || high == 0 || to == _pen)
        {
            return Line(to);
        }

        var (cos, sin) = (Math.Cos(turned), Math.Sin(turned));
        var (halfX, halfY) = ((_pen.X - to.X) / 2, (_pen.Y - to.Y) / 2);
        var (x, y) = ((cos * halfX) + (sin * halfY), (cos * halfY) - (sin * halfX));
        var grow = Math.Sqrt(Math.Max(1, (x * x / (wide * wide)) + (y * y / (high * high))));
        (wide, high) = (wide * grow, high * grow);
        var rest = ((wide * wide * high * high) - (wide * wide * y * y) - (high * high * x * x)) / ((wide * wide * y * y) + (high * high * x * x));
        var reach = Math.Sqrt(Math.Max(0, rest)) * (large == clockwise ? -1 : 1);
        var (offX, offY) = (reach * wide * y / high, -reach * high * x / wide);
        var (centreX, centreY) = ((cos * offX) - (sin * offY) + ((_pen.X + to.X) / 2), (sin * offX) + (cos * offY) + ((_pen.Y + to.Y) / 2));
        var begin = Math.Atan2((y - offY) / high, (x - offX) / wide);
        var sweep = Math.Atan2((-y - offY) / high, (-x - offX) / wide) - begin;
        sweep += clockwise && sweep < 0 ? 2 * Math.PI : !clockwise && sweep > 0 ? -2 * Math.PI : 0;
        for (var piece = 1; piece < PiecesOfCurve; piece++)
        {
            var angle = begin + (sweep * piece / PiecesOfCurve);
            var (alongX, alongY) = (wide * Math.Cos(angle), high * Math.Sin(angle));
            _ = Line((centreX + (cos * alongX) - (sin * alongY), centreY + (sin * alongX) + (cos * alongY)));
        }

        return Line(to);
    }

    private static (double X, double Y) Towards((double X, double Y) from, (double X, double Y) to) =>
        (from.X + ((to.X - from.X) * 2 / 3), from.Y + ((to.Y - from.Y) * 2 / 3));

    private (double X, double Y)? Point(double x, double y) => Number() is { } across && Number() is { } down ? (x + across, y + down) : null;

    private bool? Flag() => Skip() is '0' or '1' ? _data[_at++] == '1' : null;

    private double? Number()
    {
        Skip();
        var end = _at;
        end += end < _data.Length && (_data[end] is '+' or '-') ? 1 : 0;
        var hasDot = false;
        while (end < _data.Length && (char.IsAsciiDigit(_data[end]) || (_data[end] == '.' && !hasDot)))
        {
            hasDot |= _data[end++] == '.';
        }

        if (!double.TryParse(_data.AsSpan(_at, end - _at), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        _at = end;
        return number;
    }

    // The next significant character.
    private char? Skip()
    {
        while (_at < _data.Length && (char.IsWhiteSpace(_data[_at]) || _data[_at] == ','))
        {
            _at++;
        }

        return _at < _data.Length ? _data[_at] : null;
    }

    private sealed record Ellipse(double Wide, double High, double Turned, bool Large, bool Clockwise);
}
