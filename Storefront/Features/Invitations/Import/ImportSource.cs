namespace Storefront.Features.Invitations.Import;

/// <summary>The system that exported a file, as its headings tell.</summary>
public enum ImportSource
{
    Unknown,
    Shopify,
    Woocommerce,
    Magento,
    Lightspeed,
    Prestashop,
    Shopware,
    Bigcommerce,
}
