using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Stores times as whole milliseconds: SQLite has no type for times, and numbers compare and sort.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    moment => moment.ToUnixTimeMilliseconds(),
    number => DateTimeOffset.FromUnixTimeMilliseconds(number));
