using System.Data.Common;

namespace Storefront.Platform.Persistence;

/// <summary>A connection of its own to the database, not yet opened, for the few statements that go past the context.</summary>
public delegate DbConnection NewConnection();
