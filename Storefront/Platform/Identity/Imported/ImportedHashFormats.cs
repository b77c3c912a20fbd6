namespace Storefront.Platform.Identity.Imported;

/// <summary>The formats by name. A hash without a named format is tried in this order; a bare MD5 needs its name.</summary>
internal static class ImportedHashFormats
{
    private static readonly ImportedHashFormat Bcrypt = new("bcrypt", BcryptHash.Read);
    private static readonly ImportedHashFormat Argon2 = new("argon2id", Argon2Hash.Read);
    private static readonly ImportedHashFormat Md5 = new("md5", Md5Hash.ReadBare);

    private static readonly ImportedHashFormat[] ByForm =
    [
        new("wordpress", PhpassHash.Read),
        new("wordpress", BcryptHash.ReadWordPress),
        new("magento2", MagentoHash.Read),
        Bcrypt,
        Argon2,
        new("magento1", Md5Hash.ReadSalted),
        new("magento1", Sha2Hash.ReadSalted),
        new("pbkdf2", Pbkdf2Hash.Read),
        new("aspnet_identity", IdentityHash.Read),
    ];

    // What a system writes beside its own format.
    private static readonly Dictionary<string, ImportedHashFormat[]> ByName = new(StringComparer.Ordinal)
    {
        ["wordpress"] = [.. Of("wordpress"), Bcrypt, Md5],
        ["woocommerce"] = [.. Of("wordpress"), Bcrypt, Md5],
        ["magento2"] = [.. Of("magento2")],
        ["magento1"] = [.. Of("magento1"), Bcrypt, Md5, .. Of("magento2")],
        ["prestashop"] = [Bcrypt, .. Of("magento1")],
        ["laravel"] = [Bcrypt, Argon2],
        ["shopware"] = [Bcrypt, Argon2, Md5],
        ["bcrypt"] = [Bcrypt],
        ["argon2id"] = [Argon2],
        ["md5"] = [Md5, .. Of("magento1")],
        ["aspnet_identity"] = [.. Of("aspnet_identity")],
        ["pbkdf2"] = [.. Of("pbkdf2")],
    };

    /// <summary>The words for <c>password_hash_format</c>.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The formats that a name stands for; without a name, those that can be told by their form.</summary>
    public static IReadOnlyList<ImportedHashFormat> Named(string? name) =>
        string.IsNullOrEmpty(name) ? ByForm : ByName.GetValueOrDefault(name, []);

    private static IEnumerable<ImportedHashFormat> Of(string name) => ByForm.Where(format => format.Name == name);
}
