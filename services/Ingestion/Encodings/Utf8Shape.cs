using System.Buffers;
using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>How far a run of bytes is UTF-8, judged strictly: no overlong forms, no surrogates.</summary>
internal readonly record struct Utf8Shape
{
    /// <summary>Well-formed sequences of two to four bytes.</summary>
    public required int Sequences { get; init; }

    /// <summary>Places where the bytes are no UTF-8; a sequence cut off by the end of the data is not counted.</summary>
    public required int Errors { get; init; }

    /// <summary>True when the data ends inside a sequence.</summary>
    public required bool CutOff { get; init; }

    public bool Valid => Errors == 0 && !CutOff;

    public bool Ascii => Errors == 0 && !CutOff && Sequences == 0;

    /// <summary>Counts are exact up to a thousand errors; more are never needed to say no.</summary>
    public static Utf8Shape Of(ReadOnlySpan<byte> bytes)
    {
        const int EnoughErrors = 1000;
        int sequences = 0, errors = 0;
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                break;
            }

            bytes = bytes[ascii..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            switch (status)
            {
                case OperationStatus.Done:
                    sequences++;
                    break;
                case OperationStatus.NeedMoreData:
                    return new Utf8Shape { Sequences = sequences, Errors = errors, CutOff = true };
                default:
                    if (++errors >= EnoughErrors)
                    {
                        return new Utf8Shape { Sequences = sequences, Errors = errors, CutOff = false };
                    }

                    break;
            }

            bytes = bytes[consumed..];
        }

        return new Utf8Shape { Sequences = sequences, Errors = errors, CutOff = false };
    }
}
