using Storefront.Platform.Caching;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Caching;

public sealed class TimedCacheTests
{
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(-4000)]
    [InlineData(4000)]
    public void A_lifetime_is_the_same_however_the_wall_clock_steps(int days)
    {
        var cache = new TimedCache<string, int>(10, _clock, TimeSpan.FromSeconds(60));
        cache.Set("a", 1);

        _clock.Step(TimeSpan.FromDays(days));
        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal(1, value);

        _clock.Turn(TimeSpan.FromSeconds(60));
        Assert.False(cache.TryGet("a", out _));
    }

    [Fact]
    public void Without_a_lifetime_a_value_stays_for_years()
    {
        var cache = new TimedCache<string, int>(10, _clock);
        cache.Set("a", 1);

        _clock.Turn(TimeSpan.FromDays(4000));

        Assert.True(cache.TryGet("a", out _));
    }

    [Fact]
    public void Many_values_push_out_what_nobody_reads_and_not_what_is_read()
    {
        var cache = new TimedCache<int, int>(100, _clock);
        cache.Set(-1, 0);
        cache.Set(-2, 0);
        for (var key = 0; key < 10_000; key++)
        {
            cache.Set(key, key);
            Assert.True(cache.TryGet(-1, out _), $"{key}");
        }

        Assert.False(cache.TryGet(-2, out _));
        Assert.InRange(Enumerable.Range(0, 10_000).Count(key => cache.TryGet(key, out _)), 1, 100);
    }

    [Fact]
    public void A_value_that_is_read_again_and_again_is_still_over_at_its_time()
    {
        var cache = new TimedCache<int, int>(4, _clock, TimeSpan.FromSeconds(60));
        cache.Set(-1, 0);
        for (var second = 0; second < 60; second++)
        {
            cache.Set(second, 0);
            Assert.True(cache.TryGet(-1, out _));
            _clock.Turn(TimeSpan.FromSeconds(1));
        }

        Assert.False(cache.TryGet(-1, out _));
    }

    [Fact]
    public void A_value_is_made_once_while_it_is_known()
    {
        var cache = new TimedCache<string, int>(10, _clock, TimeSpan.FromSeconds(60));
        var made = 0;

        Assert.Equal(1, cache.GetOrAdd("a", () => ++made));
        Assert.Equal(1, cache.GetOrAdd("a", () => ++made));
        _clock.Turn(TimeSpan.FromSeconds(60));

        Assert.Equal(2, cache.GetOrAdd("a", () => ++made));
    }
}
