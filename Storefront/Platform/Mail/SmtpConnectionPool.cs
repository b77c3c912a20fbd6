using System.Security.Cryptography.X509Certificates;

namespace Storefront.Platform.Mail;

/// <summary>Conversations with the mail server that wait for the next mail: opening one costs more than a mail.</summary>
/// <remarks>One that stood idle for long is ended with a goodbye before the server does so without.</remarks>
internal sealed class SmtpConnectionPool : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(15);

    private readonly SmtpSettings _settings;
    private readonly X509ChainPolicy? _trust;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Stack<(SmtpSession Session, long Since)> _idle = [];
    private readonly ITimer _sweeping;
    private bool _isClosed;

    public SmtpConnectionPool(SmtpSettings settings, X509ChainPolicy? trust, TimeProvider clock)
    {
        (_settings, _trust, _clock) = (settings, trust, clock);
        _sweeping = clock.CreateTimer(_ => _ = SweepAsync(), null, LongestIdle, LongestIdle);
    }

    /// <summary>A conversation for one mail; <c>IsFresh</c> when it was opened for it.</summary>
    public async Task<(SmtpSession Session, bool IsFresh)> TakeAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var kept))
            {
                return (kept.Session, false);
            }
        }

        return (await OpenAsync(ct), true);
    }

    public Task<SmtpSession> OpenAsync(CancellationToken ct) => SmtpSession.OpenAsync(_settings, _trust, ct);

    /// <summary>Takes back a conversation that is in order.</summary>
    public async Task KeepAsync(SmtpSession session)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _idle.Push((session, _clock.GetTimestamp()));
                return;
            }
        }

        await EndAsync([session]);
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeping.DisposeAsync();
        await EndAsync(TakeIdle(_ => true, isClosing: true));
    }

    /// <summary>Ends everything without a goodbye.</summary>
    public void Dispose()
    {
        _sweeping.Dispose();
        TakeIdle(_ => true, isClosing: true).ForEach(session => session.Dispose());
    }

    private Task SweepAsync() => EndAsync(TakeIdle(since => _clock.GetElapsedTime(since) >= LongestIdle));

    private List<SmtpSession> TakeIdle(Func<long, bool> isWanted, bool isClosing = false)
    {
        lock (_lock)
        {
            _isClosed |= isClosing;
            var taken = _idle.ToLookup(kept => isWanted(kept.Since));
            _idle.Clear();
            foreach (var kept in taken[false].Reverse())
            {
                _idle.Push(kept);
            }

            return [.. taken[true].Select(kept => kept.Session)];
        }
    }

    private static Task EndAsync(List<SmtpSession> sessions) => Task.WhenAll(sessions.Select(async session =>
    {
        await session.QuitAsync();
        await session.DisposeAsync();
    }));
}
