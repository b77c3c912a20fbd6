using System.Data.Common;

namespace Storefront.Platform.Persistence;

/// <summary>Creates an unopened connection to the database, for the few statements that bypass the context.</summary>
public delegate DbConnection NewConnection();
