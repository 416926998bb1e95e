using System.Text.Json;

namespace NewsPlatform.Cli.Running;

/// <summary>Keeps <see cref="RunState"/> in <c>.news/run.json</c>, for the owner's eyes only: it holds passwords.</summary>
internal sealed class RunFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string path;

    private RunFile(string path, RunState state)
    {
        this.path = path;
        State = state;
    }

    public RunState State { get; }

    /// <exception cref="NewsException">The file is there and cannot be read.</exception>
    public static RunFile Load(string path)
    {
        try
        {
            return new(path, JsonSerializer.Deserialize(File.ReadAllBytes(path), RunStateJson.Default.RunState) ?? new());
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(path, new());
        }
        catch (JsonException broken)
        {
            throw new NewsException($"{path} cannot be read ({broken.Message.TrimEnd('.')}). Move it away; './news down --all' then finds what it told of.");
        }
    }

    /// <summary>Written beside and renamed, so that a reader or a crash never finds half of it.</summary>
    public void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(stream, State, RunStateJson.Default.RunState);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Takes processes out that have ended by themselves, or by somebody else's hand.</summary>
    public IReadOnlyList<RunningProcess> ForgetDead()
    {
        var dead = State.Processes.Where(process => !process.Identity.IsAlive).ToList();
        if (dead.Count > 0)
        {
            State.Processes.RemoveAll(dead.Contains);
            Save();
        }

        return dead;
    }
}
