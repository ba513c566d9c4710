using System.Globalization;
using System.Text.RegularExpressions;

namespace GigaChat.Http;

/// <summary>
/// The refusals (422) of a request with more tokens than the model takes:
/// <c>CONTEXT_TOO_LONG: context too long 301216, maximum allowed context is 261120</c> and
/// <c>Invalid params: context is too long: …</c>.
/// </summary>
internal static partial class ContextLimit
{
    /// <summary>Whether the service's words are about the length of the context.</summary>
    public static bool IsExceeded(string? message) => message is not null && Words().IsMatch(message);

    /// <summary>The tokens of the request and those that the model takes; null where the words do not hold both.</summary>
    public static (long Tokens, long Limit)? NumbersIn(string message)
    {
        List<long> numbers = [];
        foreach (Match match in Number().Matches(message, Words().Match(message).Index))
        {
            if (long.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                numbers.Add(number);
        }
        // What is too long is more than the limit, in whatever order they come.
        return numbers is [long first, long second, ..] && first != second ? (Math.Max(first, second), Math.Min(first, second)) : null;
    }

    [GeneratedRegex("context[ _](is )?too[ _]long", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<![\w.])\d{1,12}(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
