using Microsoft.AspNetCore.Components;
using NewsPlatform.WebConsole.Access;
using NewsPlatform.WebConsole.Asking;
using NewsPlatform.WebConsole.Words;

namespace NewsPlatform.WebConsole.Pages;

/// <summary>A page: asks what it needs, and keeps what went wrong for the page to say.</summary>
public abstract class ConsolePage : ComponentBase
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>The question was not answered: the page shows this and nothing else.</summary>
    protected TroubleException? Trouble { get; private set; }

    [Inject]
    protected Vocabulary W { get; set; } = null!;

    [Inject]
    protected Clock Clock { get; set; } = null!;

    [Inject]
    protected StorageClient Storage { get; set; } = null!;

    [Inject]
    protected Person Person { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>This page's address, for the way back.</summary>
    protected string Here => Http.Request.Path + Http.Request.QueryString;

    protected CancellationToken Ended => Http.RequestAborted;

    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>Asks before anything is rendered: a page is made once, of what it has.</summary>
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        try
        {
            await LoadAsync();
        }
        catch (TroubleException signedOut) when (signedOut.Kind == TroubleKind.SignedOut && Person.IsSignedIn)
        {
            Trouble = signedOut;
            Navigation.NavigateTo(Link.To(SigningIn.Page, ("from", Here)));
        }
        catch (TroubleException trouble)
        {
            Trouble = trouble;
            Http.Response.StatusCode = trouble.Kind switch
            {
                TroubleKind.NotFound => StatusCodes.Status404NotFound,
                TroubleKind.NotAllowed => StatusCodes.Status403Forbidden,
                TroubleKind.Refused => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status503ServiceUnavailable,
            };
        }

        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>What a page can do without: none where it could not be asked for.</summary>
    protected static async Task<T?> IfAnyAsync<T>(Task<T> asked)
        where T : class
    {
        try
        {
            return await asked;
        }
        catch (TroubleException trouble) when (trouble.Kind != TroubleKind.SignedOut)
        {
            return null;
        }
    }
}
