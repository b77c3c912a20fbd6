using Storefront.Platform.Identity.Imported;
using Storefront.Platform.Results;

namespace Storefront.Tests.Platform.Identity.Imported;

/// <summary>Hashes as other systems store them are recognised, checked against the password, and refused when they cost too much.</summary>
/// <remarks>The vectors were made with PHP 8.2: <c>password_hash</c>, <c>md5</c>, <c>hash</c>, <c>hash_pbkdf2</c> and
/// <c>sodium_crypto_pwhash</c>, put together as each system documents it.</remarks>
public sealed class ImportedPasswordHashTests
{
    private const string Horse = "correct-horse-battery-staple";
    private const string Umlauts = "pässwörd 🔑";
    private const string Salt = "AbCdEfGhIjKlMnOpQrStUvWxYz012345";
    private const string CookieKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRST";

    // phpass: the loop of md5($hash . $password) and its own letters for base 64, setting $P$BabcdefgH.
    // wp: '$wp' . password_hash(base64_encode(hash_hmac('sha384', $password, 'wp-sha384', true)), PASSWORD_BCRYPT)
    // Magento 2: md5/hash('sha256') of $salt . $password, then sodium_crypto_pwhash(32, …, substr($salt, 0, 16), 2, 64 MiB, ARGON2ID13)
    public static TheoryData<string, string, string, bool> Vectors => new()
    {
        { "wordpress", Horse, "$P$BabcdefgHtEu8cD7LIkl4LPqn7IjAo0", true },
        { "wordpress", Umlauts, "$P$BabcdefgHU52rX6lYkhBeKw5o9IVZR/", true },
        { "wordpress", Horse, "$wp$2y$10$0QlpUA.8z5kEeL8gQcUtQeWxhicQLcJkU/TV2zcxIZUvEjWZJkOG6", false },
        { "woocommerce", Umlauts, "$wp$2y$10$4PtdtWj2da1JIAkCUE5DJOdEBZuFEtdbsE/ZFxwu34winRXbNr9eK", false },
        { "wordpress", Horse, "d4bda60d8d790aa9cde7a92177bd0bc6", true },
        { "magento2", Horse, $"71937f2c564afb5399be8a403334054619fae3f9bc7bdef1ac507f524186ee9d:{Salt}:1", true },
        { "magento2", Umlauts, $"cb35def898dddab9b84efa136798e1e85246ea370a4209b65cc754446b1bdd32:{Salt}:1", true },
        { "magento2", Horse, $"8366444278ccb2ec9bd36c116565ab87:{Salt}:0", true },
        { "magento2", Horse, $"bc46941ee00301a9278029e2d2bfbd8daed749b8ddf027aa8265e18015dcf747:{Salt}:0:1", true },
        { "magento2", Horse, $"be2fb2d7e8219ce97a635e546550347aadbe052945e557c96397131462ee9641:{Salt}:2", false },
        { "magento2", Umlauts, $"afba749cde2cf00b4cbc3a64d18221afbfa99a40c0545bdba5f2a735fcc97d1a:{Salt}:3_32_2_67108864", false },
        { "magento2", Horse, $"ca55f21d65f7a98051eb1dded28fb1125f61b51782484e9b0e34d3c07a109d03:{Salt}:1:2", false },
        { "magento2", Umlauts, $"97bf1263facf0a2ac3b8733c13e4ec5474722b4c3a468f0c463aba4ba6804a1a:{Salt}:0:1:2", false },
        { "bcrypt", Horse, "$2y$10$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e", false },
        { "laravel", Umlauts, "$2y$10$LULC8VgvdoSK0qPk/Z/5/.OTbqRYGob8T3ZHBJyX3qobGzx7NVz9.", false },
        { "shopware", Horse, "$argon2id$v=19$m=16384,t=2,p=1$dnFGMTFxSmFibDM0VXJ6RQ$HQ5fDrrue5mnqu06fetre3j5BTTvXnomnpRvTc0Pj28", false },
        { "argon2id", Umlauts, "$argon2id$v=19$m=16384,t=2,p=1$M0hhZVRvMTRHb1pDRDF5OA$CHOyuwGxAfORKcvKRT4CC4tm5h3mkOm7mq1gzpvxkIw", false },
        { "magento1", Horse, "30912366610691c14e5660165f20251f:Qx", true },
        { "magento1", Umlauts, "7D11BAEDB8A391B6F3E1C5CED03D5CA0:Qx", true },
        { "magento1", Horse, "3487521d99923cd004e67209a9df61bf1d8fb1a4c31e70ce4cbe8d9012ce2546:Qx", true },
        {
            "magento1", Umlauts, "de57315a71a92e3b24a36b4c475a63e668153acda120d063e7ae88853b84139b1ea10c9175537fcc"
                + "b5b70ef6df322496f5383b8f6c8c54352e9e7e3e599af286:Qx", true
        },
        { "magento1", Horse, "$2y$10$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e", false },
        { "prestashop", Horse, $"3232cd8aedad872bbb0597cd5b451420:{CookieKey}", true },
        { "prestashop", Horse, "$2y$10$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e", false },
        { "md5", Umlauts, "4adf40358472ebde87ff0b5c57558638", true },
        { "aspnet_identity", Horse, "AGlkZW50aXR5c2FsdDAxMjMA5u+8S9a+NHEfetUVYEeGtXIyHPhVrqSQ3UhGDl1lqw==", true },
        { "aspnet_identity", Horse, "AQAAAAEAACcQAAAAEGlkZW50aXR5c2FsdDAxMjMnmIUmIydYtEXABelTwi58N40FCqBKsPX5Li/aQJBKOw==", true },
        { "aspnet_identity", Umlauts, "AQAAAAIAACcQAAAAEGlkZW50aXR5c2FsdDAxMjPRsEx8FXcgcr/GuS2NzW1gaeoRDZ3Pbh4fVo1LWBL6vA==", true },
        { "aspnet_identity", Umlauts, "AQAAAAAAACcQAAAAEGlkZW50aXR5c2FsdDAxMjPaauTJNV6AL1FkRVNPVMpgF04cqrwhRedeZ2aDDe2wLQ==", true },
        { "pbkdf2", Horse, "$pbkdf2-sha256$i=10000,l=32$c2FsdHNhbHRzYWx0c2FsdA$xWC0XoqixtDWsxV1pSPhBb/2C7XZh1c5GMuQpikcFMo", true },
        { "pbkdf2", Umlauts, "$pbkdf2-sha256$10000$c2FsdHNhbHRzYWx0c2FsdA$MR6gSF2JoIacaNZixKVrjt1dRVPqddfG1ceoMLpm7.k", true },
        {
            "pbkdf2", Umlauts, "$pbkdf2-sha512$10000$c2FsdHNhbHRzYWx0c2FsdA$QNlN8i.ODpqjvwhzAmGqyW5tnX308NNDQGb7sQ/4Nm4ZFqVpzp3MCSOS8BuZ02qBhK5E2U"
                + "2coFYLTAN8kS.SQw", true
        },
        { "pbkdf2", Horse, "$pbkdf2$10000$c2FsdHNhbHRzYWx0c2FsdA$6tQCYJQ49javXD6nfigK/CdRi1k", true },
    };

    [Theory, MemberData(nameof(Vectors))]
    public void A_hash_made_by_PHP_fits_its_password_and_no_other(string format, string password, string hash, bool isWeak)
    {
        var imported = ImportedPasswordHash.Parse(format, hash).Value;

        Assert.Equal(isWeak, imported.IsWeak);
        Assert.True(imported.Verify(password));
        Assert.False(imported.Verify(password + " "));
        Assert.False(imported.Verify(""));
        Assert.DoesNotContain(imported.Digest, imported.Blanked, StringComparison.OrdinalIgnoreCase);
        var again = ImportedPasswordHash.Parse(imported.Format, imported.Blanked).Value;
        Assert.Equal((imported.Format, imported.Digest), (again.Format, again.Derive(password)));
        Assert.False(again.Verify(password));
    }

    [Theory, MemberData(nameof(Vectors))]
    public void A_hash_is_recognised_by_its_form_unless_it_is_a_bare_MD5(string format, string password, string hash, bool isWeak)
    {
        var isBare = hash.Length == 32;
        var recognised = ImportedPasswordHash.Parse(null, hash);

        Assert.NotNull(format);
        Assert.Equal(isBare, recognised.IsRefused);
        Assert.True(isBare || (recognised.Value.IsWeak == isWeak && recognised.Value.Verify(password)));
    }

    [Fact]
    public void Of_a_long_password_bcrypt_compares_72_bytes_as_PHP_does()
    {
        var password = string.Concat(Enumerable.Repeat("long-password-", 8));
        var imported = ImportedPasswordHash.Parse("bcrypt", "$2y$04$qECjdv2Z7IrYrc1umEfTIO5DVvBffoxYcxcSpp9zikLVVR9wAWinm").Value;

        Assert.True(imported.Verify(password));
        Assert.True(imported.Verify(password[..72]));
        Assert.False(imported.Verify(password[..71]));
    }

    [Theory]
    [InlineData("bcrypt", "$2y$12$u/uBsvI09dfrp5CjaGuYuuaEy.ZUGIOw33kKMFr/.DrcEHgcBumti", Horse)]
    [InlineData(
        "argon2id", "$argon2id$v=19$m=65536,t=3,p=1$THl6cWwzRnlDMVdQeERlSQ$tukRa03xDAW2qw68XVQokVCgxQsWZXefSIfe+XhcjVc", "Café-Ａbc-twelve")]
    public void The_most_costly_hash_that_is_taken_is_checked(string format, string hash, string password) =>
        Assert.True(ImportedPasswordHash.Parse(format, hash).Value.Verify(password));

    [Theory]
    [InlineData("bcrypt", "$2y$13$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e")]
    [InlineData("wordpress", "$wp$2y$31$0QlpUA.8z5kEeL8gQcUtQeWxhicQLcJkU/TV2zcxIZUvEjWZJkOG6")]
    [InlineData("wordpress", "$P$SabcdefgHtEu8cD7LIkl4LPqn7IjAo0")]
    [InlineData("argon2id", "$argon2id$v=19$m=65537,t=2,p=1$dnFGMTFxSmFibDM0VXJ6RQ$HQ5fDrrue5mnqu06fetre3j5BTTvXnomnpRvTc0Pj28")]
    [InlineData("argon2id", "$argon2id$v=19$m=65536,t=4,p=1$dnFGMTFxSmFibDM0VXJ6RQ$HQ5fDrrue5mnqu06fetre3j5BTTvXnomnpRvTc0Pj28")]
    [InlineData("argon2id", "$argon2id$v=19$m=99999999,t=9999,p=99$dnFGMTFxSmFibDM0VXJ6RQ$HQ5fDrrue5mnqu06fetre3j5BTTvXnomnpRvTc0Pj28")]
    [InlineData("magento2", $"be2fb2d7e8219ce97a635e546550347aadbe052945e557c96397131462ee9641:{Salt}:2:2")]
    [InlineData("magento2", $"be2fb2d7e8219ce97a635e546550347aadbe052945e557c96397131462ee9641:{Salt}:3_32_2_67109888")]
    [InlineData("magento2", $"be2fb2d7e8219ce97a635e546550347aadbe052945e557c96397131462ee9641:{Salt}:3_32_4_67108864")]
    [InlineData("magento2", $"be2fb2d7e8219ce97a635e546550347aadbe052945e557c96397131462ee9641:{Salt}:3_32_2_99999999999")]
    [InlineData("pbkdf2", "$pbkdf2-sha256$i=1000001,l=32$c2FsdHNhbHRzYWx0c2FsdA$xWC0XoqixtDWsxV1pSPhBb/2C7XZh1c5GMuQpikcFMo")]
    [InlineData("aspnet_identity", "AQAAAAEAD0JBAAAAEGlkZW50aXR5c2FsdDAxMjMnmIUmIydYtEXABelTwi58N40FCqBKsPX5Li/aQJBKOw==")]
    public void A_hash_that_costs_too_much_is_refused_before_it_is_computed(string format, string hash) =>
        Assert.Equal("hash.too_costly", ImportedPasswordHash.Parse(format, hash).Refusal?.Code);

    [Theory]
    [InlineData(null, null), InlineData(null, ""), InlineData(null, "   "), InlineData(null, "hunter2"), InlineData("bcrypt", "hunter2")]
    [InlineData("unheard", "$2y$10$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e")]
    [InlineData("BCRYPT", "$2y$10$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e")]
    [InlineData("bcrypt", "$2y$10$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5")]
    [InlineData("bcrypt", "$2y$10$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e\n")]
    [InlineData("bcrypt", "$2y$99$Fc6S1k1sTyNKzj.tdVYz/eJ3ctl3gddLQTBeG2ehjUvS9WzbsSx5e")]
    [InlineData("magento2", "71937f2c564afb5399be8a403334054619fae3f9bc7bdef1ac507f524186ee9d:short:2")]
    [InlineData("magento2", $"71937f2c564afb5399be8a403334054619fae3f9bc7bdef1ac507f524186ee9d:{Salt}:7")]
    [InlineData("magento2", $"71937f2c564afb5399be8a403334054619fae3f9bc7bdef1ac507f524186ee9d:{Salt}:1:1:1:1:1:1")]
    [InlineData("argon2id", "$argon2i$v=19$m=16384,t=2,p=1$dnFGMTFxSmFibDM0VXJ6RQ$HQ5fDrrue5mnqu06fetre3j5BTTvXnomnpRvTc0Pj28")]
    [InlineData("argon2id", "$argon2id$v=19$m=0,t=2,p=1$dnFGMTFxSmFibDM0VXJ6RQ$HQ5fDrrue5mnqu06fetre3j5BTTvXnomnpRvTc0Pj28")]
    [InlineData("argon2id", "$argon2id$v=19$m=8,t=2,p=1$A$HQ5fDrrue5mnqu06fetre3j5BTTvXnomnpRvTc0Pj28")]
    [InlineData("aspnet_identity", "AQAAAAEAAAAAAAAAEGlkZW50aXR5c2FsdDAxMjMnmIUmIydYtEXABelTwi58N40FCqBKsPX5Li/aQJBKOw==")]
    [InlineData("aspnet_identity", "AQAAAAEAACcQ/////2lkZW50aXR5c2FsdDAxMjMnmIUmIydYtEXABelTwi58N40FCqBKsPX5Li/aQJBKOw==")]
    [InlineData("aspnet_identity", "AQAAAAkAACcQAAAAEGlkZW50aXR5c2FsdDAxMjMnmIUmIydYtEXABelTwi58N40FCqBKsPX5Li/aQJBKOw==")]
    [InlineData("aspnet_identity", "AQ==")]
    [InlineData("pbkdf2", "$pbkdf2-md5$i=10000,l=32$c2FsdHNhbHRzYWx0c2FsdA$xWC0XoqixtDWsxV1pSPhBb/2C7XZh1c5GMuQpikcFMo")]
    public void A_text_in_no_known_format_is_refused(string? format, string? hash) =>
        Assert.Equal((RefusalKind.Invalid, "hash.unknown"), Of(ImportedPasswordHash.Parse(format, hash).Refusal));

    [Fact]
    public void A_text_of_a_thousand_and_one_signs_is_refused_at_once() =>
        Assert.Equal("hash.unknown", ImportedPasswordHash.Parse(null, new string('a', 1001)).Refusal?.Code);

    private static (RefusalKind, string) Of(Refusal? refusal) => (refusal!.Kind, refusal.Code);
}
