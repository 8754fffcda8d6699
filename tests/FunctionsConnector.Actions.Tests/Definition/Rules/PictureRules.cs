using System.Buffers.Binary;
using System.IO.Compression;

namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for the icon, read from the bytes of the PNG (https://www.w3.org/TR/png-3/).</summary>
internal static class PictureRules
{
    private const byte Truecolor = 2;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static IEnumerable<Problem> Icon(ConnectorFiles files)
    {
        if (!files.Icon.AsSpan().StartsWith(Signature))
        {
            return [new Problem("icon.png", "is no PNG")];
        }

        var chunks = Chunks(files.Icon);
        var header = chunks.First(chunk => chunk.Kind == "IHDR").Data;
        var (width, height, depth, color) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), header[8], header[9]);
        if (width != height || width is < 220 or > 240)
        {
            return [new Problem("icon.png", $"is {width} by {height} pixels, and about 230 by 230 is wanted")];
        }

        if (depth != 8 || color != Truecolor || chunks.Any(chunk => chunk.Kind == "tRNS"))
        {
            return [new Problem("icon.png", "must have 8 bits per colour and nothing transparent")];
        }

        var corner = Corner(chunks);
        var brand = files.Properties["properties"]!["iconBrandColor"]!.ToString();
        return string.Equals(corner, brand, StringComparison.OrdinalIgnoreCase) ? [] : [new Problem("icon.png", $"has the corner {corner}, and the brand colour is {brand}")];
    }

    private static List<(string Kind, byte[] Data)> Chunks(byte[] png)
    {
        var chunks = new List<(string, byte[])>();
        for (var at = Signature.Length; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += length + 12;
        }

        return chunks;
    }

    // The first pixel of the first row has no neighbours, so no filter changes it.
    private static string Corner(List<(string Kind, byte[] Data)> chunks)
    {
        using var packed = new MemoryStream([.. chunks.Where(chunk => chunk.Kind == "IDAT").SelectMany(chunk => chunk.Data)]);
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        var start = new byte[4];
        rows.ReadExactly(start);
        return $"#{Convert.ToHexString(start.AsSpan(1))}";
    }
}
