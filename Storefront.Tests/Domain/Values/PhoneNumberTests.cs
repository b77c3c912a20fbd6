namespace Storefront.Tests.Domain.Values;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+31 20 123 4567", "+31 20 123 4567")]
    [InlineData(" 020-1234567 ", "020-1234567")]
    [InlineData("(0)6/12.34.56", "(0)6/12.34.56")]
    [InlineData("112", "112")]
    [InlineData("030 123 4567 ext. 12", "030 123 4567 ext. 12")]
    [InlineData("٠١٢٣٤٥٦٧", "٠١٢٣٤٥٦٧")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void What_people_write_is_kept_as_written(string? given, string? kept)
    {
        Assert.Null(PhoneNumber.Check(given, out var value));
        Assert.Equal(kept, value);
    }

    [Theory]
    [InlineData("call me")]
    [InlineData("12")]
    [InlineData("+++")]
    [InlineData("06123456<script>")]
    [InlineData("0612\n3456")]
    [InlineData("0612\u202e3456")]
    [InlineData("0612 http://example.com")]
    public void Anything_else_is_refused(string given)
    {
        Assert.NotNull(PhoneNumber.Check(given, out var value));
        Assert.Null(value);
    }
}
