using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Storefront.Platform.Persistence.Mappings;

/// <summary>Stores an address copy in one column: it is copied and erased as a whole, and never searched.</summary>
internal sealed class AddressJson() : ValueConverter<PostalAddress, string>(
    address => JsonSerializer.Serialize(address, JsonSerializerOptions.Default),
    text => JsonSerializer.Deserialize<PostalAddress>(text, JsonSerializerOptions.Default)!);
