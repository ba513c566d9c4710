namespace GigaChat.Masking;

/// <summary>The control digits of numbers. All but <see cref="Digits"/> take texts whose other characters were removed.</summary>
internal static class NumberChecks
{
    // Orders of the Federal Tax Service: weights of the last digits of a taxpayer's number.
    private static readonly int[] Inn10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    private static readonly int[] Inn11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    private static readonly int[] Inn12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

    /// <summary>The digits of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="digits">Takes them; what does not fit is left out.</param>
    /// <returns>The part of <paramref name="digits"/> that is filled.</returns>
    public static ReadOnlySpan<char> Digits(ReadOnlySpan<char> text, Span<char> digits)
    {
        int count = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c) && count < digits.Length)
                digits[count++] = c;
        }
        return digits[..count];
    }

    /// <summary>So many characters of a text differ from each other, counted up to a limit.</summary>
    public static int CountDistinct(ReadOnlySpan<char> text, int limit)
    {
        int count = 0;
        for (int i = 0; i < text.Length && count < limit; i++)
            count += text[..i].Contains(text[i]) ? 0 : 1;
        return count;
    }

    /// <summary>ISO/IEC 7812-1, annex B.</summary>
    public static bool IsLuhn(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            int value = i % 2 == 1 ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    /// <summary>A number that a payment system issues: its beginning and length, and the control digit.</summary>
    public static bool IsCard(ReadOnlySpan<char> digits)
        => digits.Length is >= 13 and <= 19 && CountDistinct(digits, 2) > 1 && HasIssuer(digits) && IsLuhn(digits);

    /// <summary>Number of an insurance account (SNILS): resolution of the Pension Fund's board 192p, annex.</summary>
    public static bool IsSnils(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 11 || CountDistinct(digits, 2) == 1)
            return false;
        int sum = 0;
        for (int i = 0; i < 9; i++)
            sum += (digits[i] - '0') * (9 - i);
        int control = sum % 101;
        return (control == 100 ? 0 : control) == ((digits[9] - '0') * 10) + digits[10] - '0';
    }

    /// <summary>A taxpayer's number (INN): of an organisation 10 digits, of a person 12.</summary>
    public static bool IsInn(ReadOnlySpan<char> digits) => CountDistinct(digits, 2) > 1 && digits.Length switch
    {
        10 => HasControl(digits, Inn10),
        12 => HasControl(digits, Inn11) && HasControl(digits, Inn12),
        _ => false,
    };

    private static bool HasControl(ReadOnlySpan<char> digits, int[] weights)
    {
        int sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += (digits[i] - '0') * weights[i];
        return sum % 11 % 10 == digits[weights.Length] - '0';
    }

    // Mir 2200-2204, Visa 4, Mastercard 51-55 and 2221-2720, American Express 34 and 37, UnionPay 62, Maestro 50 and 56-69, JCB 35,
    // Diners 36 and 38, UzCard 8600, Humo 9860.
    private static bool HasIssuer(ReadOnlySpan<char> digits)
    {
        int four = int.Parse(digits[..4], System.Globalization.CultureInfo.InvariantCulture);
        bool isRight = digits.Length switch
        {
            15 => four / 100 is 34 or 37,
            14 => four / 100 is 36 or 38,
            _ => false,
        };
        return isRight || (four / 1000 == 4 && digits.Length is 13 or 16 or 19)
            || (digits.Length == 16 && (four / 100 is (>= 51 and <= 55) or 35 || four is >= 2221 and <= 2720 or 8600 or 9860))
            || (digits.Length >= 16 && (four is >= 2200 and <= 2204 || four / 100 is 50 or (>= 56 and <= 69)));
    }
}
