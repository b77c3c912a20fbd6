using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Storefront.Platform.Persistence.Sqlite;

namespace Storefront.Platform.Persistence;

/// <summary>Hashes addresses under a key of this database, so that an address can be recognized without being stored.</summary>
/// <remarks>The merchant is part of the hashed text: the same address has another hash at another merchant. The key is made by a migration,
/// as 32 plain bytes; the next start protects it.</remarks>
public sealed class AddressHasher
{
    /// <summary>The key's name in its table.</summary>
    public const string Key = "addresses";

    private const int PlainLength = 32;
    private readonly NewConnection _connect;
    private readonly IDataProtector _protector;
    private readonly Lazy<byte[]> _key;

    public AddressHasher(NewConnection connect, IDataProtectionProvider provider)
    {
        (_connect, _protector, _key) = (connect, provider.CreateProtector("address hash key"), new(Read));
    }

    public byte[] Hash(long merchantId, string canonical) =>
        HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{merchantId}:{canonical}")));

    /// <summary>Replaces a plain key by its protected form.</summary>
    /// <exception cref="CryptographicException">The key cannot be read with this key ring.</exception>
    public void Protect()
    {
        using var connection = Open();
        if (ReadFrom(connection) is { Length: PlainLength } plain)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"UPDATE \"HashKeys\" SET \"Value\" = @protected WHERE \"Name\" = '{Key}' AND \"Value\" = @plain";
            Add(command, "@protected", _protector.Protect(plain));
            Add(command, "@plain", plain);
            command.ExecuteNonQuery();
        }

        _ = _key.Value;
    }

    private byte[] Read()
    {
        using var connection = Open();
        var stored = ReadFrom(connection);
        return stored.Length == PlainLength ? stored : _protector.Unprotect(stored);
    }

    private DbConnection Open()
    {
        var connection = _connect();
        connection.Open();
        if (connection is SqliteConnection)
        {
            // A plain key is overwritten, not only unlinked.
            SqlitePragmas.Tell(connection);
        }

        return connection;
    }

    private static byte[] ReadFrom(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"Value\" FROM \"HashKeys\" WHERE \"Name\" = '{Key}'";
        return (byte[])command.ExecuteScalar()!;
    }

    private static void Add(DbCommand command, string name, byte[] value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
