using System.Security.Cryptography.X509Certificates;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Keeps connections to the mail server open for the next mail, because opening one costs more than a mail.</summary>
/// <remarks>A long idle connection is closed with QUIT before the server closes it.</remarks>
internal sealed class SmtpConnectionPool : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(15);

    private readonly SmtpSettings _settings;
    private readonly X509ChainPolicy? _trust;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Stack<(SmtpConnection Connection, long Since)> _idle = [];
    private readonly ITimer _sweeping;
    private bool _isClosed;

    public SmtpConnectionPool(SmtpSettings settings, X509ChainPolicy? trust, TimeProvider clock)
    {
        (_settings, _trust, _clock) = (settings, trust, clock);
        _sweeping = clock.CreateTimer(_ => _ = SweepAsync(), null, LongestIdle, LongestIdle);
    }

    /// <summary>A connection for one mail; <c>IsFresh</c> when it was opened for it.</summary>
    public async Task<(SmtpConnection Connection, bool IsFresh)> TakeAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var kept))
            {
                return (kept.Connection, false);
            }
        }

        return (await OpenAsync(usesSmtpUtf8: false, ct), true);
    }

    public Task<SmtpConnection> OpenAsync(bool usesSmtpUtf8, CancellationToken ct) => SmtpConnection.OpenAsync(_settings, _trust, usesSmtpUtf8, ct);

    /// <summary>Takes back a usable connection.</summary>
    public async Task KeepAsync(SmtpConnection connection)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _idle.Push((connection, _clock.GetTimestamp()));
                return;
            }
        }

        await EndAsync([connection]);
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeping.DisposeAsync();
        await EndAsync(TakeIdle(_ => true, isClosing: true));
    }

    /// <summary>Closes every connection without QUIT.</summary>
    public void Dispose()
    {
        _sweeping.Dispose();
        TakeIdle(_ => true, isClosing: true).ForEach(connection => connection.Dispose());
    }

    private Task SweepAsync() => EndAsync(TakeIdle(since => _clock.GetElapsedTime(since) >= LongestIdle));

    private List<SmtpConnection> TakeIdle(Func<long, bool> isWanted, bool isClosing = false)
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

            return [.. taken[true].Select(kept => kept.Connection)];
        }
    }

    private static Task EndAsync(List<SmtpConnection> connections) => Task.WhenAll(connections.Select(connection => connection.QuitAsync()));
}
