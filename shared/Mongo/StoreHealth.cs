using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NewsPlatform.Mongo;

internal sealed class StoreHealth(MongoDatabase database) : IHealthCheck
{
    // Well below the 10 s after which orchestrators give up on a probe.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await database.PingAsync(limit.Token);
            return HealthCheckResult.Healthy();
        }
        catch (StoreException error)
        {
            return new(context.Registration.FailureStatus, error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(context.Registration.FailureStatus, $"The store gave no answer within {Patience.TotalSeconds} s");
        }
    }
}
