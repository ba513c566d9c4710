namespace GigaChat.Tests;

/// <summary>Imported into every file of the test projects, so that a test passes the token in one word.</summary>
internal static class TestCancellation
{
    /// <summary>
    /// Is cancelled when the run is stopped: requests and waits of the test end then, instead of running into their timeouts.
    /// </summary>
    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
