using System.Buffers.Binary;
using Google.Protobuf;

namespace FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

/// <summary>A protobuf message by the numbers of its fields, without a schema (protobuf.dev, "Encoding").</summary>
internal sealed class ProtobufMessage
{
    private readonly ILookup<int, object> _fields;

    public ProtobufMessage(ReadOnlyMemory<byte> bytes) => _fields = Read(bytes).ToLookup(field => field.Number, field => field.Value);

    public bool Has(int field) => _fields.Contains(field);

    public IEnumerable<ProtobufMessage> Messages(int field) => _fields[field].Cast<ByteString>().Select(bytes => new ProtobufMessage(bytes.Memory));

    public ProtobufMessage? Message(int field) => Messages(field).LastOrDefault();

    public string Text(int field) => _fields[field].Cast<ByteString>().LastOrDefault()?.ToStringUtf8() ?? string.Empty;

    /// <summary>Bytes as lower-case hexadecimal digits, as ids are written.</summary>
    public string Hex(int field) => Convert.ToHexStringLower((_fields[field].Cast<ByteString>().LastOrDefault() ?? ByteString.Empty).Span);

    public ulong Number(int field) => _fields[field].Cast<ulong>().LastOrDefault();

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    /// <summary>A packed list of doubles.</summary>
    public IReadOnlyList<double> Doubles(int field) =>
        [.. _fields[field].Cast<ByteString>().SelectMany(packed => packed.Memory.ToArray().Chunk(sizeof(double))).Select(bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes))];

    private static List<(int Number, object Value)> Read(ReadOnlyMemory<byte> bytes)
    {
        using var input = new CodedInputStream(bytes.ToArray());
        var fields = new List<(int, object)>();
        uint tag;
        while ((tag = input.ReadTag()) != 0)
        {
            fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadUInt64(),
                WireFormat.WireType.Fixed64 => input.ReadFixed64(),
                WireFormat.WireType.Fixed32 => (ulong)input.ReadFixed32(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes(),
                var other => throw new InvalidDataException($"OTLP has no fields of wire type {other}."),
            }));
        }

        return fields;
    }
}
