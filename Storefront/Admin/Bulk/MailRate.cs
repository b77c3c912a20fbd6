namespace Storefront.Admin.Bulk;

/// <summary>How many mails an hour leave, as seen during the last minute.</summary>
public sealed class MailRate
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Queue<(DateTimeOffset At, int Mails)> _seen = new();

    /// <summary>The rate; null before two different moments were seen.</summary>
    public int? PerHour { get; private set; }

    /// <summary>Notes how many mails had left by the given time.</summary>
    public void Add(DateTimeOffset at, int mails)
    {
        _seen.Enqueue((at, mails));
        while (_seen.Peek().At < at - Window && _seen.Count > 2)
        {
            _seen.Dequeue();
        }

        var (since, before) = _seen.Peek();
        PerHour = at > since ? (int)((mails - before) / (at - since).TotalHours) : PerHour;
    }
}
