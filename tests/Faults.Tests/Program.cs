using System.CommandLine;
using NewsPlatform.Faults.Tests.Checking;
using NewsPlatform.Faults.Tests.Reports;

var root = new RootCommand("Attacks on the platform, and the counting afterwards") { CampaignCommand.Make(), CheckCommand.Make() };
return await root.Parse(args).InvokeAsync();
