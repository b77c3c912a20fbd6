using QRCoder;

namespace Storefront.Admin.SignIn;

/// <summary>Draws an address as a QR code that stands in the page itself.</summary>
internal static class QrPicture
{
    private const int PixelsPerModule = 6;

    /// <summary>The picture as a data address.</summary>
    public static string Of(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        return $"data:image/png;base64,{Convert.ToBase64String(picture.GetGraphic(PixelsPerModule))}";
    }
}
