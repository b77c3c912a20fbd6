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
    [InlineData("\u202a+31\u00a020\u202f123\u20114567\u202c", "+31 20 123-4567")]
    [InlineData("\u202d+49 30 1234\u202c567", "+49 30 1234567")]
    [InlineData("+31\u201320\u2212123\u20104567", "+31-20-123-4567")]
    [InlineData("＋３１（０）２０ １２３", "+31(0)20 123")]
    [InlineData("06\u200b1234\u00ad5678", "0612345678")]
    [InlineData("tel:+31201234567", "+31201234567")]
    [InlineData("Tel.: 020 1234567", "020 1234567")]
    [InlineData("020 1234567 x12", "020 1234567 x12")]
    [InlineData("020-1234567x12", "020-1234567x12")]
    [InlineData("020 1234567, ext 12", "020 1234567, ext 12")]
    [InlineData("020 1234567 Extension: 12", "020 1234567 Extension: 12")]
    [InlineData("020 1234567 #12", "020 1234567 #12")]
    [InlineData("tel:+31-20-123-4567;ext=12", "+31-20-123-4567;ext=12")]
    [InlineData("020 1234567 toestel 12", "020 1234567 toestel 12")]
    [InlineData("030 123456 Durchwahl 7", "030 123456 Durchwahl 7")]
    [InlineData("030 123456 DW 7", "030 123456 DW 7")]
    [InlineData("01 23 45 67 89 poste 12", "01 23 45 67 89 poste 12")]
    [InlineData("02 123456 int. 8", "02 123456 int. 8")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void What_people_write_is_kept_with_plain_spaces_and_hyphens(string? given, string? kept)
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
    [InlineData("0612\t3456")]
    [InlineData("ext. 12345")]
    [InlineData("020 1234567 ext.")]
    [InlineData("020 1234567 ext. 12 ext. 13")]
    [InlineData("020 1234567 call x12")]
    [InlineData("0612 http://example.com")]
    public void Anything_else_is_refused(string given)
    {
        Assert.NotNull(PhoneNumber.Check(given, out var value));
        Assert.Null(value);
    }
}
