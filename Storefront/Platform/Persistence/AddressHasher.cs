using System.Security.Cryptography;
using System.Text;

namespace Storefront.Platform.Persistence;

/// <summary>Hashes addresses under a key of this database, so that an address can be recognized without being stored.</summary>
/// <remarks>The merchant is part of the hashed text: the same address has another hash at another merchant.</remarks>
public sealed class AddressHasher(NewConnection connect)
{
    /// <summary>The key's name in its table.</summary>
    public const string Key = "addresses";

    private readonly Lazy<byte[]> _key = new(() => Read(connect));

    public byte[] Hash(long merchantId, string canonical) =>
        HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{merchantId}:{canonical}")));

    private static byte[] Read(NewConnection connect)
    {
        using var connection = connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"Value\" FROM \"HashKeys\" WHERE \"Name\" = '{Key}'";
        return (byte[])command.ExecuteScalar()!;
    }
}
