using Storefront.Platform.Api.Idempotency;

namespace Storefront.Tests.Platform.Api.Idempotency;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"8e03978e\"", "8e03978e")]
    [InlineData("\"with \\\"quotes\\\"\"", null)]
    [InlineData("\"with\\\"quotes\\\\\"", "with\"quotes\\")]
    [InlineData("  padded\t", "padded")]
    [InlineData("!~", "!~")]
    [InlineData("", null)]
    [InlineData("\"\"", null)]
    [InlineData("two words", null)]
    [InlineData("\"open", null)]
    [InlineData("\"early\" end", null)]
    [InlineData("\"bad \\escape\"", null)]
    [InlineData("\"\\", null)]
    [InlineData("caf\u00e9", null)]
    [InlineData("tab\tinside", null)]
    [InlineData("nul\0", null)]
    public void A_key_is_visible_ascii_bare_or_quoted(string header, string? key) => Assert.Equal(key, IdempotencyKey.Read(header));

    [Fact]
    public void A_key_has_at_most_255_characters_and_stands_there_once()
    {
        Assert.NotNull(IdempotencyKey.Read(new string('k', 255)));
        Assert.NotNull(IdempotencyKey.Read($"\"{new string('k', 255)}\""));
        Assert.Null(IdempotencyKey.Read(new string('k', 256)));
        Assert.Null(IdempotencyKey.Read(new(["one", "two"])));
    }
}
