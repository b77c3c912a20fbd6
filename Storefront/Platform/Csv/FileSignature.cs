using Storefront.Platform.Results;

namespace Storefront.Platform.Csv;

/// <summary>Recognizes by its first bytes a file that is no text.</summary>
internal static class FileSignature
{
    public static Refusal? Check(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [] => CsvErrors.Empty,

        // A workbook is a ZIP archive with this part in it; the old format is a compound file.
        [0x50, 0x4B, 0x03, 0x04, ..] => bytes.IndexOf("[Content_Types].xml"u8) >= 0 ? CsvErrors.Workbook : CsvErrors.Packed,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => CsvErrors.Workbook,
        [0x1F, 0x8B, ..] or [0x42, 0x5A, 0x68, ..] or [0x37, 0x7A, 0xBC, 0xAF, ..] or [0x52, 0x61, 0x72, 0x21, ..] => CsvErrors.Packed,
        [0x25, 0x50, 0x44, 0x46, ..] or [0x89, 0x50, 0x4E, 0x47, ..] => CsvErrors.NoText,
        _ => null,
    };
}
