using NewsPlatform.ServiceDefaults;
using NewsPlatform.WebConsole;
using NewsPlatform.WebConsole.Flow;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(WebConsoleHosting.Service);
builder.AddFlowOverTheBus(WebConsoleHosting.Service);
builder.AddWebConsole();

return await builder.Build().RunServiceAsync(app => app.MapWebConsole());
