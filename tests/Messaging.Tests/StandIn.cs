using System.Reflection;

namespace NewsPlatform.Messaging.Tests;

/// <summary>An interface of many members of which a test needs a few.</summary>
public class StandIn : DispatchProxy
{
    private Func<MethodInfo, object?> answer = _ => null;

    public static T Make<T>(Func<MethodInfo, object?> answer)
        where T : class
    {
        var made = Create<T, StandIn>();
        ((StandIn)(object)made).answer = answer;
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => answer(targetMethod!);
}
