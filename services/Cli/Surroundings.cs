using NewsPlatform.Cli.Running;
using NewsPlatform.Cli.Screens;

namespace NewsPlatform.Cli;

/// <summary>What every command needs: where things lie, what it writes to, and the clock.</summary>
internal sealed record Surroundings(Places Places, Screen Screen, TimeProvider Time);
