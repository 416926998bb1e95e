namespace NewsPlatform.Messaging.Heartbeats;

/// <summary>
/// Hears every replica's heartbeat. A service that registers one gets a temporary queue of its own, which goes with it;
/// no other service sees a difference.
/// </summary>
public interface IReplicaBeats
{
    /// <summary>Called for one beat at a time, in the order of arrival; must return at once.</summary>
    void Hear(ReplicaBeat beat);
}
