using System.Text.Json.Nodes;

namespace Storefront.Tests.Support;

/// <summary>Orders as another system sends them.</summary>
public static class ImportedOrders
{
    /// <summary>Two articles of 12.45 together, sent for 4.95, tax within.</summary>
    public static JsonObject New(string number, string email, Action<JsonObject>? change = null)
    {
        var order = new JsonObject
        {
            ["order_number"] = number,
            ["email"] = email,
            ["status"] = "paid",
            ["payment_status"] = "paid",
            ["currency"] = "EUR",
            ["placed_at"] = "2026-03-01T13:00:00+01:00",
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "Beans",
                    ["sku"] = "B-1",
                    ["quantity"] = 3,
                    ["unit_price"] = "3.15",
                    ["tax_rate"] = "21",
                    ["total"] = "9.45"
                },
                new JsonObject { ["name"] = "Filters", ["quantity"] = 1, ["unit_price"] = "3.00", ["total"] = "3" }),
            ["subtotal_amount"] = "12.45",
            ["shipping_amount"] = "4.95",
            ["tax_amount"] = "3.02",
            ["total_amount"] = "17.40",
            ["billing"] = new JsonObject { ["firstname"] = "Jane", ["city"] = "Utrecht", ["country"] = "NL" },
        };
        change?.Invoke(order);
        return order;
    }
}
