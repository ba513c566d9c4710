using GigaChat.Http;

namespace GigaChat.Authentication;

/// <summary>The settings of a connection that its sign-in needs.</summary>
/// <param name="Address">Where the token comes from.</param>
/// <param name="Scope">The scope of the account.</param>
/// <param name="Timeout">The longest time for one attempt.</param>
/// <param name="Transport">For messages about faults on the way.</param>
/// <param name="TrustKey">Which servers it accepts, see <see cref="Trust.ServerTrust.CacheKey"/>.</param>
internal sealed record SignInSettings(Uri Address, string Scope, TimeSpan Timeout, TransportErrorContext Transport, string? TrustKey);
