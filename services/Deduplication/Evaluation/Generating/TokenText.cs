using System.Buffers;
using System.Text;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Evaluation.Generating;

/// <summary>
/// A text taken apart into words and what stands between them, so that it can be edited in any script: where words are not
/// written apart, the tokens of the folding profile are the words.
/// </summary>
internal sealed class TokenText
{
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?؟۔。！？…\n");

    private TokenText(IEnumerable<Piece> pieces) => Pieces = [.. pieces];

    public List<Piece> Pieces { get; }

    public int Count => Pieces.Count;

    /// <summary>Whether words are written without spaces.</summary>
    public bool IsDense => Pieces.Count(piece => piece.After.Length == 0) > Pieces.Count / 2;

    public static TokenText Of(string text)
    {
        using var buffer = new TokenBuffer();
        buffer.Read(text);
        var pieces = new List<Piece>(buffer.Count);
        for (var i = 0; i < buffer.Count; i++)
        {
            var token = buffer.Token(i);
            var next = i + 1 < buffer.Count ? buffer.Token(i + 1).Start : text.Length;
            pieces.Add(new Piece(text[token.Start..Math.Max(token.Start, Math.Min(token.End, next))], text[Math.Min(token.End, next)..next]));
        }

        return new TokenText(pieces);
    }

    public TokenText Slice(int start, int count) => new(Pieces.Skip(start).Take(count));

    public TokenText Join(TokenText other) => new([.. Pieces, .. other.Pieces]);

    /// <summary>Sentences, each with the punctuation that ends it.</summary>
    public List<TokenText> Sentences()
    {
        var sentences = new List<TokenText>();
        var start = 0;
        for (var i = 0; i < Pieces.Count; i++)
        {
            if (i + 1 == Pieces.Count || Pieces[i].After.AsSpan().ContainsAny(SentenceEnds))
            {
                sentences.Add(Slice(start, i + 1 - start));
                start = i + 1;
            }
        }

        return sentences;
    }

    public static TokenText Concat(IEnumerable<TokenText> parts) => new(parts.SelectMany(part => part.Pieces));

    /// <summary>Every word changed or kept by a function of the word and its place.</summary>
    public TokenText Select(Func<Piece, int, Piece> change) => new(Pieces.Select(change));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (word, after) in Pieces)
        {
            text.Append(word).Append(after);
        }

        return text.ToString();
    }

    internal readonly record struct Piece(string Word, string After);
}
