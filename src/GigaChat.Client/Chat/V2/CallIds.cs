using System.Globalization;

namespace GigaChat.Chat.V2;

/// <summary>
/// The ids of several calls of one message, which have to differ (PY-NEW). Ids are optional in answers (CAS has none), and those of calls
/// that were kept elsewhere may be missing: where they are missing or equal, requests have ids of this library, by the calls' order.
/// </summary>
internal static class CallIds
{
    /// <summary>Whether the ids distinguish the calls; one call needs none.</summary>
    public static bool AreUsable(IReadOnlyList<FunctionCall> calls) => calls.Count < 2
        || (calls.All(static call => !string.IsNullOrEmpty(call.Id))
            && calls.DistinctBy(static call => call.Id, StringComparer.Ordinal).Count() == calls.Count);

    /// <summary>The ids that go out, in the order of the calls.</summary>
    public static IReadOnlyList<string?> Of(IReadOnlyList<FunctionCall> calls)
    {
        if (AreUsable(calls))
            return [.. calls.Select(static call => call.Id)];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. calls.Select((call, index) => !string.IsNullOrEmpty(call.Id) && taken.Add(call.Id) ? call.Id : New(index, taken))];
    }

    private static string New(int index, HashSet<string> taken)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"call-{index + 1}");
        while (!taken.Add(id))
            id += "'";
        return id;
    }
}
