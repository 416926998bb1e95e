using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// A person's word that nothing is to be claimed: the file <c>.paused</c> in the work folder. It holds for every replica on
/// the folder and over all restarts, whether the store answers or not; whoever can reach the folder can also lay it there
/// or take it away by hand.
/// </summary>
internal sealed class PersonsPause(InboxOptions options, WorkFolder work)
{
    internal const string FileName = ".paused";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private string File => Path.Combine(options.Work, FileName);

    public bool IsSaid => System.IO.File.Exists(File);

    /// <returns>Who paused and why, or null.</returns>
    public Word? Read()
    {
        try
        {
            using var stream = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<Word>(stream, Json) ?? ByHand();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            // Laid there by hand, perhaps empty: that it lies there is what counts.
            return ByHand();
        }
    }

    /// <exception cref="IOException">The word could not be written: no pause.</exception>
    public void Write(Word word)
    {
        // Renamed: no replica reads half of it, and of two words said at once one stands.
        var draft = work.NewDraft();
        try
        {
            System.IO.File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(word, Json));
            System.IO.File.Move(draft, File, overwrite: true);
        }
        finally
        {
            System.IO.File.Delete(draft);
        }
    }

    public void Remove() => System.IO.File.Delete(File);

    private Word? ByHand() =>
        FileFacts.Of(File) is { } facts ? new("somebody with access to the work folder", "", facts.Written) : null;

    /// <param name="By">Who.</param>
    /// <param name="Reason">Why; may be empty.</param>
    /// <param name="At">When.</param>
    internal sealed record Word(string By, string Reason, DateTimeOffset At);
}
