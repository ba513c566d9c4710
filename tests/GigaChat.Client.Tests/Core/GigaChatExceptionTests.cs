using System.Net.Http.Headers;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Tests.Core;

public sealed class GigaChatExceptionTests
{
    private const string Hostile = "a\u001b]52;c;cGxhbnRlZA==\u0007\u009b31m\u202eb\u2028c\ud800";
    private const string Visible = @"a\u{1B}]52;c;cGxhbnRlZA==\u{07}\u{9B}31m\u{202E}b\u{2028}c\u{D800}";

    [Fact]
    public void What_it_shows_acts_on_no_terminal()
    {
        var error = new GigaChatException(GigaChatErrorKind.ServerError, Localized.Format(Messages.RequestRefused, 400, Hostile + "\r\nd"))
        {
            ServiceMessage = Hostile + "\r\nd",
            RequestId = Hostile,
            RecommendedAction = Hostile,
        };
        Assert.Contains(Visible + @"\r\nd", error.Message, StringComparison.Ordinal);
        Assert.Equal("RequestRefused", error.Detail);
        Assert.Equal(Visible + "\r\nd", error.ServiceMessage);
        Assert.Equal((Visible, Visible), (error.RequestId, error.RecommendedAction));
    }

    [Fact]
    public void What_it_shows_has_a_limit_and_is_shortened_once()
    {
        string huge = new('a', 1_000_000);
        var error = new GigaChatException(GigaChatErrorKind.ServerError, huge) { ServiceMessage = huge, RequestId = huge };
        Assert.InRange(error.Message.Length, 1900, 2000);
        Assert.InRange(error.ServiceMessage!.Length, 300, 340);
        Assert.InRange(error.RequestId!.Length, 300, 340);
        var again = new GigaChatException(error.Kind, error.Text) { ServiceMessage = error.ServiceMessage, RequestId = error.RequestId };
        Assert.Equal((error.Message, error.ServiceMessage, error.RequestId), (again.Message, again.ServiceMessage, again.RequestId));
    }

    [Fact]
    public void A_cause_that_is_fit_to_be_shown_is_the_exception_itself()
    {
        var cause = new IOException("Сеть\nпропала", new InvalidOperationException("Да"));
        Assert.Same(cause, new GigaChatException(GigaChatErrorKind.ConnectionFailed, "Нет", cause).InnerException);
    }

    [Fact]
    public void A_cause_that_is_not_is_copied_with_its_causes_and_its_stack()
    {
        Action fault = static ()
            => throw new IOException("Сеть", new InvalidOperationException(Hostile, new FormatException(new string('a', 100_000))));
        Exception thrown = Record.Exception(fault)!;
        string shown = new GigaChatException(GigaChatErrorKind.ConnectionFailed, "Нет", thrown).ToString();
        Assert.Equal(shown, VisibleText.Lines(shown));
        Assert.InRange(shown.Length, 1, 10_000);
        Assert.Contains("System.IO.IOException: Сеть", shown, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: " + Visible, shown, StringComparison.Ordinal);
        Assert.Contains(nameof(A_cause_that_is_not_is_copied_with_its_causes_and_its_stack), shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_a_cause_is_hidden()
    {
        SecretRedactor secrets = SecretRedactor.For(new AuthenticationHeaderValue("Bearer", "planted-token-0123456789"));
        Exception clean = ForeignException.Clean(new IOException("Да", new IOException("Bearer planted-token-0123456789!")), secrets)!;
        Assert.Equal("Bearer ***!", clean.InnerException!.Message);
        Assert.DoesNotContain("planted", clean.ToString(), StringComparison.Ordinal);
    }
}
