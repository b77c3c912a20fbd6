using System.Globalization;
using Storefront.Platform.Results;

namespace Storefront.Features.Orders.Import;

/// <summary>An order to import, whose fields and sums passed every rule.</summary>
public sealed record ValidatedOrder(Order Order, EmailAddress Buyer)
{
    private const int MostLines = 200;
    private const int LongestLink = 1000;
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Returns every field's problem under its dotted name, or the order.</summary>
    public static Refusal? Check(ImportedOrder given, Merchant merchant, DateTimeOffset now, out ValidatedOrder valid)
    {
        var problems = new FieldProblems();
        problems.Add(
            "order_number",
            TextRules.CheckOptionalLine(given.OrderNumber, TextRules.MaxLength, out var number)
                ?? (number is null ? "Give the order its number." : null));
        problems.Add("email", EmailAddress.Check(given.Email, out var buyer));
        problems.Add("status", WireWord.Check(given.Status, out OrderStatus status));
        problems.Add("payment_status", WireWord.Check(given.PaymentStatus, out PaymentStatus payment));
        problems.Add("currency", Money.CheckCurrency(given.Currency, out var currency));
        problems.Add(
            "placed_at", given.PlacedAt is { } placed && placed >= Earliest && placed <= now + MostAhead ? null : "Tell when the order was placed.");
        problems.Add("invoice_id", TextRules.CheckOptionalLine(given.InvoiceId, TextRules.MaxLength, out var invoice));
        problems.Add("invoice_url", HttpsLink.Check(given.InvoiceUrl, LongestLink, out var invoiceLink));
        problems.Add("tracking_url", HttpsLink.Check(given.TrackingUrl, LongestLink, out var trackingLink));
        var billing = AddressOf(given.Billing, "billing", problems);
        var shipping = AddressOf(given.Shipping, "shipping", problems);
        var lines = LinesOf(given.Lines, currency, merchant, problems);
        var sums = OrderSums.Check(given, currency, lines, problems);
        valid = new(null!, buyer);
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        valid = new(new()
        {
            MerchantId = merchant.Id,
            OrderNumber = number!,
            InvoiceNumber = invoice,
            InvoiceUrl = invoiceLink,
            TrackingUrl = trackingLink,
            Status = status,
            PaymentStatus = payment,
            Currency = currency,
            SubtotalMinor = sums.Subtotal,
            ShippingMinor = sums.Shipping,
            TaxMinor = sums.Tax,
            TotalMinor = sums.Total,
            BuyerEmail = buyer.Text,
            BuyerAddress = buyer.Canonical,
            Billing = billing,
            Shipping = shipping,
            PlacedAt = given.PlacedAt!.Value.ToUniversalTime(),
            Lines = lines,
        }, buyer);
        return null;
    }

    private static PostalAddress AddressOf(ImportedAddress? given, string field, FieldProblems problems)
    {
        string? Line(string name, string? text)
        {
            problems.Add($"{field}.{name}", TextRules.CheckOptionalLine(text, TextRules.MaxLength, out var line));
            return line;
        }

        var country = Line("country", given?.Country);
        problems.Add(
            $"{field}.country", country is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? null : "Name a country by two letters such as NL.");
        return new()
        {
            Firstname = Line("firstname", given?.Firstname),
            Lastname = Line("lastname", given?.Lastname),
            Street = Line("street", given?.Street),
            Number = Line("number", given?.Number),
            Postcode = Line("postcode", given?.Postcode),
            City = Line("city", given?.City),
            Country = country,
            Phone = Line("phone", given?.Phone),
        };
    }

    private static List<OrderLine> LinesOf(IReadOnlyList<ImportedLine>? given, string currency, Merchant merchant, FieldProblems problems)
    {
        if (given is not { Count: >= 1 and <= MostLines })
        {
            problems.Add("lines", new Sentence("Give between 1 and {0} lines.", MostLines));
            return [];
        }

        return [
            .. given.Select((line, index) => LineOf(line, $"lines.{index.ToString(CultureInfo.InvariantCulture)}", currency, merchant, problems))
        ];
    }

    private static OrderLine LineOf(ImportedLine? given, string field, string currency, Merchant merchant, FieldProblems problems)
    {
        problems.Add(
            $"{field}.name",
            TextRules.CheckOptionalLine(given?.Name, TextRules.MaxLength, out var name) ?? (name is null ? "Name the article." : null));
        problems.Add($"{field}.sku", TextRules.CheckOptionalLine(given?.Sku, TextRules.MaxLength, out var sku));
        problems.Add($"{field}.quantity", given?.Quantity is >= 1 and <= 1_000_000 ? null : new Sentence("Choose between 1 and {0}.", 1_000_000));
        problems.Add($"{field}.unit_price", Money.Check(given?.UnitPrice, currency, out var price));
        problems.Add($"{field}.total", Money.Check(given?.Total, currency, out var total));
        problems.Add($"{field}.tax_rate", Percentage.Check(given?.TaxRate, out var rate));
        var quantity = given?.Quantity ?? 0;
        problems.Add($"{field}.total", total == quantity * price ? null : "This is not the quantity times the price.");
        return new()
        {
            MerchantId = merchant.Id,
            Name = name ?? "",
            Sku = sku ?? "",
            Quantity = quantity,
            UnitPriceMinor = price,
            TotalMinor = total,
            TaxRateHundredths = rate
        };
    }
}
